using System.Globalization;
using System.Text.Json;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Stores;
using Prometheus.Stores.Runs;

namespace Prometheus.Workflows.Universes;

/// <summary>Answers from the stored reasons why a name is, or is not, in a universe on a date.</summary>
public static class ExplainUniverse
{
    /// <summary>In the order they are asked, each with the observation it looks at.</summary>
    private static readonly (string Flag, string? Observed)[] Filters =
    [
        ("hard_excluded_instrument", null),
        ("hard_excluded_issuer", null),
        ("not_equity", null),
        ("not_tradable", null),
        ("insufficient_history", null),
        ("illiquid", "avg_volume_63d"),
        ("below_min_price", "last_close"),
        ("no_stab_state", null),
        ("excluded_breaker", "soft_target_class"),
        ("excluded_high_soft_target_score", "soft_target_score"),
        ("excluded_high_fragility", "fragility_score"),
        ("excluded_weak_profile_fragile", "weak_profile"),
        ("excluded_low_data_quality", "profile_data_quality"),
        ("excluded_high_leverage", "profile_leverage"),
        ("excluded_low_margin", "profile_net_margin"),
        ("excluded_style", null),
    ];

    private static readonly string[] LevelFilters = ["illiquid", "below_min_price"];

    private static readonly string[] AfterRanking = ["excluded_sector_cap", "excluded_max_universe_size"];

    private static readonly string[] Facts =
    [
        "sector", "cluster_id", "realised_vol_63d", "lambda_experiment_id", "stab_p_worsen_any", "stab_p_to_targetable_or_breaker",
        "regime_label", "regime_risk_score", "regime_p_change_any", "regime_size_factor",
    ];

    /// <param name="universeId">Null is the run's own, or <c>CORE_EQ_REGION</c> of the instrument's market.</param>
    /// <param name="runId">A run, or the beginning of its id; null is the live universe.</param>
    /// <exception cref="NothingMatchedError">No such run, or the name was not looked at on that date.</exception>
    public static IReadOnlyList<ExplainedLine> Execute(DatabasePair databases, string instrumentId, DateOnly asOf, string? universeId, string? runId)
    {
        var run = runId is null ? null : RunStore.Find(databases.Runtime, runId);
        var context = run?.RunId ?? UniverseStore.Live;
        var universe = universeId ?? run?.UniverseId ?? DefaultUniverse(databases, instrumentId);
        var rows = UniverseStore.Read(databases.Runtime, context, universe, asOf);
        var member = rows.FirstOrDefault(r => string.Equals(r.EntityId, instrumentId, StringComparison.Ordinal));
        if (member is null)
        {
            throw new NothingMatchedError(string.Create(
                CultureInfo.InvariantCulture,
                $"universe {universe} ({context}) {(rows.Count == 0 ? "was not decided" : $"did not look at {instrumentId}")} on {asOf:yyyy-MM-dd}"));
        }

        using var reasons = JsonDocument.Parse(member.Reasons);
        var lines = new List<ExplainedLine> { new("rank", "universe", $"{universe} ({context})") };
        var scored = AddFilters(reasons.RootElement, lines);
        AddIngredients(reasons.RootElement, lines);
        AddRank(rows, member, reasons.RootElement, scored, lines);
        return lines;
    }

    private static string DefaultUniverse(DatabasePair databases, string instrumentId)
        => InstrumentStore.Read(databases.Runtime, [instrumentId]) is [var known, ..]
            ? $"CORE_EQ_{MarketCatalog.Get(known.MarketId).Region}"
            : throw new NothingMatchedError($"there is no instrument '{instrumentId}'");

    /// <summary>True where every filter was passed.</summary>
    private static bool AddFilters(JsonElement reasons, List<ExplainedLine> lines)
    {
        var failed = false;
        var skipsLevels = reasons.TryGetProperty("level_filters_skipped", out var skips) && skips.ValueKind == JsonValueKind.True;
        foreach (var (flag, observed) in Filters)
        {
            var fails = reasons.TryGetProperty(flag, out _);
            lines.Add(new ExplainedLine("filter", flag, observed is null ? null : Value(reasons, observed), Verdict: fails ? "FAILED" : failed ? "not reached" : skipsLevels && LevelFilters.Contains(flag, StringComparer.Ordinal) ? "skipped, no RAW prices" : "passed"));
            failed |= fails;
        }

        return !failed;
    }

    private static void AddIngredients(JsonElement reasons, List<ExplainedLine> lines)
    {
        var multiplier = Number(reasons, "stab_risk_multiplier");
        lines.Add(Ingredient(reasons, "assessment", Number(reasons, "assessment_raw"), "assessment_score", multiplier));
        lines.Add(new ExplainedLine("ingredient", "stab_risk_multiplier", multiplier, Verdict: "on the assessment term"));
        lines.Add(Ingredient(reasons, "stability", 100 - Number(reasons, "soft_target_score"), "stability_z", 1));
        lines.Add(Ingredient(reasons, "liquidity", Number(reasons, "liquidity_raw"), "liquidity_z", 1));
        if (reasons.TryGetProperty("lambda_score", out _))
            lines.Add(Ingredient(reasons, "lambda", Number(reasons, "lambda_score"), "lambda_z", 1) with { Weight = Number(reasons, "lambda_score_weight") });
        foreach (var fact in Facts)
        {
            if (reasons.TryGetProperty(fact, out _))
                lines.Add(new ExplainedLine("fact", fact, Value(reasons, fact)));
        }
    }

    private static ExplainedLine Ingredient(JsonElement reasons, string name, double raw, string zKey, double multiplier)
    {
        var (z, points) = (Number(reasons, zKey), Number(reasons, "contrib_" + name));
        return new ExplainedLine("ingredient", name, raw, z, points / (z * multiplier), points);
    }

    private static void AddRank(
        IReadOnlyList<UniverseMemberRow> rows, UniverseMemberRow member, JsonElement reasons, bool scored, List<ExplainedLine> lines)
    {
        lines.Add(new ExplainedLine("rank", "score", member.Score, Points: member.Score));
        if (scored)
        {
            var ranked = rows.Where(WasScored).ToList();
            lines.Add(new ExplainedLine("rank", "rank", string.Create(CultureInfo.InvariantCulture, $"{ranked.IndexOf(member) + 1} of {ranked.Count}")));
            foreach (var flag in AfterRanking)
                lines.Add(new ExplainedLine("rank", flag, null, Verdict: reasons.TryGetProperty(flag, out _) ? "FAILED" : "passed"));
        }

        lines.Add(new ExplainedLine("rank", "members", rows.Count(r => r.Included)));
        lines.Add(new ExplainedLine("rank", "tier", member.Tier));
    }

    private static bool WasScored(UniverseMemberRow row)
    {
        using var reasons = JsonDocument.Parse(row.Reasons);
        return row.Included || Array.Exists(AfterRanking, flag => reasons.RootElement.TryGetProperty(flag, out _));
    }

    private static double Number(JsonElement reasons, string key)
        => reasons.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;

    private static object? Value(JsonElement reasons, string key)
    {
        if (!reasons.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.ToString();
    }
}
