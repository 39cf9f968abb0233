using System.Text.Json;
using Prometheus.Backtest.Campaign;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Engines.Stability;
using Prometheus.Engines.Universe;
using Prometheus.Storage.Bulk;
using Prometheus.Storage.Databases;

namespace Prometheus.Storage.Stores.Runs;

/// <summary>Universe snapshots ⇄ <c>universe_members</c>: a row for every candidate, members and excluded alike, with all its reasons.</summary>
public static class UniverseStore
{
    private static readonly TableShape Members = new(
        "universe_members",
        keyColumns: 5,
        Column.Text("context"),
        Column.Text("universe_id"),
        Column.Date("as_of_date"),
        Column.Text("entity_type"),
        Column.Text("entity_id"),
        Column.Text("tier"),
        Column.Boolean("included"),
        Column.Real("score"),
        Column.Json("reasons"));

    private static readonly string[] Exclusions =
        Enum.GetValues<UniverseExclusion>().Select(e => JsonNamingPolicy.SnakeCaseLower.ConvertName(e.ToString())).ToArray();

    /// <summary>Makes the context of a run hold exactly its universes. Returns the rows written.</summary>
    public static long Save(DatabaseTransaction unit, SleeveRun run)
    {
        if (run.Signals.Universe is not { } universe)
            return 0;
        var context = run.RunId;
        return unit.Replace(Members, KeyRange.Where("context = @context", new { context }), rows =>
        {
            using var json = new StoredJson();
            foreach (var snapshot in universe.Snapshots)
            {
                var date = run.Market.Sessions[snapshot.Session];
                foreach (var candidate in snapshot.Candidates)
                {
                    var reasons = json.Object(
                        (run.Market, run.Signals.Stability, universe.Options, snapshot.Session, Candidate: candidate),
                        static (writer, source) => WriteReasons(writer, source.Market, source.Stability, source.Options, source.Session, source.Candidate));
                    rows.Text(context).Text(run.Sleeve.UniverseId).Date(date).Text("INSTRUMENT").Text(run.Market.Instruments[candidate.Instrument])
                        .Text(StoredName.Of(candidate.Tier)).Boolean(candidate.Included).Real(candidate.Score).Json(reasons)
                        .EndRow();
                }
            }
        });
    }

    private static void WriteReasons(
        Utf8JsonWriter json, Market market, StabilityState? stability, UniverseOptions options, int session, UniverseCandidate candidate)
    {
        var sector = market.Sectors.NameOf(candidate.Sector);
        json.WriteString("sector", sector);
        json.WriteString("market_id", market.Definition.MarketId);
        StoredJson.Number(json, "avg_volume_63d", candidate.AverageVolume);
        StoredJson.Number(json, "last_close", candidate.LastClose);
        json.WriteBoolean("level_filters_skipped", candidate.LevelFiltersSkipped);
        if (stability is not null && stability.Class[session, candidate.Instrument] is var code and not CodePanel.None)
        {
            var name = StoredName.Of((SoftTargetClass)code);
            StoredJson.Number(json, "realised_vol_63d", stability.Sigma[session, candidate.Instrument]);
            StoredJson.Number(json, "soft_target_score", stability.Index[session, candidate.Instrument]);
            json.WriteString("soft_target_class", name);
            json.WriteString("cluster_id", $"{market.Definition.MarketId}|{sector}|{name}");
        }

        var multiplier = Math.Max(0, 1 - (options.StabilityRiskAlpha * candidate.StabilityRisk));
        StoredJson.Number(json, "assessment_score", candidate.AssessmentZ);
        StoredJson.Number(json, "stability_z", candidate.StabilityZ);
        StoredJson.Number(json, "liquidity_z", candidate.LiquidityZ);
        StoredJson.Number(json, "contrib_assessment", options.AssessmentWeight * candidate.AssessmentZ * multiplier);
        StoredJson.Number(json, "contrib_stability", options.StabilityWeight * candidate.StabilityZ);
        StoredJson.Number(json, "contrib_liquidity", options.LiquidityWeight * candidate.LiquidityZ);
        StoredJson.Number(json, "stab_risk_score", candidate.StabilityRisk);
        StoredJson.Number(json, "stab_risk_alpha", options.StabilityRiskAlpha);
        StoredJson.Number(json, "stab_risk_multiplier", multiplier);
        StoredJson.Number(json, "stab_p_worsen_any", candidate.StabilityWorsen);
        StoredJson.Number(json, "stab_p_to_targetable_or_breaker", candidate.StabilityRisk);
        if (candidate.Exclusion != UniverseExclusion.None)
            json.WriteBoolean(Exclusions[(int)candidate.Exclusion], true);
    }
}
