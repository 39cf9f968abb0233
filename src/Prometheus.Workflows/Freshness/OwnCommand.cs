using System.Globalization;
using Prometheus.Core.Markets;
using Prometheus.Embeddings.Texts;

namespace Prometheus.Workflows.Freshness;

/// <summary>
/// The command that carries a derived range on to the last session: from its first date, as finished units are left as they are. Options
/// other than the defaults are not stored and have to be added.
/// </summary>
internal static class OwnCommand
{
    /// <summary>Null for what another command makes along the way.</summary>
    /// <param name="range">What is behind.</param>
    /// <param name="last">Last session it can reach.</param>
    public static string? Of(DerivedRange range, DateOnly last)
    {
        var (market, region) = (range.MarketId, MarketCatalog.Get(range.MarketId).Region);
        var dates = string.Create(CultureInfo.InvariantCulture, $"--start {range.Start:yyyy-MM-dd} --end {last:yyyy-MM-dd}");
        return range.Kind switch
        {
            "derived" => $"prometheus data derive --market {market}",
            "stability" => $"prometheus stab backfill --market {market} {dates}",
            "stability SECTOR" or "stability MARKET" => $"prometheus stab backfill --market {market} --entity-type {range.Kind["stability ".Length..]} {dates}",
            "factors" => $"prometheus factor build --market {market} {dates}",
            "fragility" => $"prometheus fragility score --market {market} {dates}",
            "regime" => $"prometheus regime classify --region {region} {dates}",
            "universe" or "assessment" => $"prometheus universe backfill --region {region} {dates}",
            "profiles" => $"prometheus profile build --market {market} {dates}",
            "stab states" => $"prometheus embed stab-states --market-id {market} {dates}",
            "text " + TextModel.News => $"prometheus embed text --market {market} {dates}",
            "text " + TextModel.Macro => $"prometheus embed text --model text-macro-v1 --market {market} {dates}",
            "text " + TextModel.Profile => $"prometheus embed text --model text-profile-v1 --market {market} {dates}",
            "text " + TextModel.NewsIssuerDay => $"prometheus script backfill_issuer_news_embeddings --market {market} {dates}",
            "PROFILE_CORE_V0" => $"prometheus joint profiles --market {market} {dates}",
            "REGIME_CONTEXT_V0" => $"prometheus joint regime-context --region {region} {dates}",
            "REGIME_MACRO_V0" => $"prometheus joint regime-macro --region {region} {dates}",
            "ASSESSMENT_CTX_V0" => $"prometheus joint assessment-context --market {market} {dates}",
            var kind when kind.StartsWith("num-", StringComparison.Ordinal) && kind.Split(' ') is [var model, var entities] => string.Create(
                CultureInfo.InvariantCulture,
                $"prometheus embed numeric --market {market} --model {model} --entity-type {entities} --start-date {range.Start:yyyy-MM-dd} --end-date {last:yyyy-MM-dd}"),
            _ => null,
        };
    }
}
