using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Prometheus.Core.Panels;

namespace Prometheus.Stores.Runs;

/// <summary>
/// Decisions of one universe as the rows behind <c>universe_members</c>, whoever gives them: what is the same for all names of a decision, a row a
/// candidate, and the facts it was judged by. A set of facts is named by its content, so that the sleeves of a session share one, and differ where
/// they knew different things, whatever option made the difference.
/// </summary>
internal abstract class UniverseRows
{
    private static readonly TableShape Decisions = new(
        "universe_decisions",
        keyColumns: 1,
        Column.Narrow("decision_key"),
        Column.Text("context"),
        Column.Text("universe_id"),
        Column.Date("as_of_date"),
        Column.Narrow("facts_key"),
        Column.Text("market_id"),
        Column.Real("assessment_weight"),
        Column.Real("stability_weight"),
        Column.Real("liquidity_weight"),
        Column.Real("stab_risk_alpha"),
        Column.Text("lambda_score_column"),
        Column.Text("lambda_experiment_id"),
        Column.Real("lambda_score_weight"),
        Column.Text("regime_label"),
        Column.Real("regime_size_factor"),
        Column.Boolean("has_regime_risk"),
        Column.Real("regime_risk_score"),
        Column.Real("regime_p_change_any"),
        Column.Boolean("has_fragility"));

    private static readonly TableShape Candidates = new(
        "universe_candidates",
        keyColumns: 2,
        Column.Narrow("decision_key"),
        Column.Narrow("name_key"),
        Column.Real("score"),
        Column.Real("assessment_raw"),
        Column.Real("assessment_z"),
        Column.Real("stability_z"),
        Column.Real("liquidity_z"),
        Column.Real("lambda_z"),
        Column.Narrow("tier"),
        Column.Narrow("exclusion"),
        Column.Boolean("included"));

    private static readonly TableShape FactSets = new(
        "universe_fact_sets", keyColumns: 1, Column.Narrow("facts_key"), Column.Text("digest"));

    private static readonly TableShape Facts = new(
        "universe_facts",
        keyColumns: 2,
        Column.Narrow("facts_key"),
        Column.Narrow("name_key"),
        Column.Real("avg_volume_63d"),
        Column.Real("last_close"),
        Column.Real("realised_vol_63d"),
        Column.Real("soft_target_score"),
        Column.Real("liquidity_raw"),
        Column.Real("stab_p_to_targetable_or_breaker"),
        Column.Real("stab_p_worsen_any"),
        Column.Real("lambda_score"),
        Column.Real("fragility_score"),
        Column.Real("profile_data_quality"),
        Column.Real("profile_leverage"),
        Column.Real("profile_net_margin"),
        Column.Narrow("sector_key"),
        Column.Narrow("soft_target_class"),
        Column.Boolean("weak_profile"),
        Column.Boolean("level_filters_skipped"),
        Column.Boolean("has_profile"));

    /// <summary>Decisions, by date.</summary>
    public abstract int Count { get; }

    public abstract UniverseDecision DecisionAt(int k);

    /// <summary>By candidate, ascending by name key where that costs nothing. Holds until the next call.</summary>
    public abstract ReadOnlySpan<UniverseFact> FactsAt(int k);

    /// <summary>The same candidates. Holds until the next call.</summary>
    public abstract ReadOnlySpan<CandidateRow> CandidatesAt(int k);

    /// <summary>Makes a range of decisions hold exactly these. Returns the rows of candidates written.</summary>
    /// <param name="range">Condition on <c>universe_decisions</c>.</param>
    public long Replace(DatabaseTransaction unit, KeyRange range, string context, string universeId)
    {
        // Sets of facts are shared, so whoever looks for one must not meet another who drops it.
        unit.Lock(FactSets.Name);
        var released = unit.Query<int>($"SELECT DISTINCT facts_key FROM universe_decisions WHERE {range.Condition}", range.Parameters);
        var keys = unit.NewKeys(Decisions.Name, "decision_key", Count);
        var factsKeys = SaveFacts(unit);
        var ofRange = KeyRange.Where($"decision_key IN (SELECT decision_key FROM universe_decisions WHERE {range.Condition})", range.Parameters);
        var written = unit.Replace(Candidates, ofRange, rows =>
        {
            for (var k = 0; k < keys.Length; k++)
            {
                foreach (ref readonly var row in CandidatesAt(k))
                    Write(rows, keys[k], row);
            }
        });
        unit.Replace(Decisions, range, rows =>
        {
            for (var k = 0; k < keys.Length; k++)
                Write(rows, keys[k], context, universeId, factsKeys[k], DecisionAt(k));
        });
        DropUnused(unit, released);
        return written;
    }

    /// <summary>The key of the facts of each decision; sets that are new are written.</summary>
    private int[] SaveFacts(DatabaseTransaction unit)
    {
        var digests = new string[Count];
        for (var k = 0; k < digests.Length; k++)
            digests[k] = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(FactsAt(k))).AsSpan(0, 16));
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var some in digests.Distinct(StringComparer.Ordinal).Chunk(10_000))
        {
            using var rows = unit.Read("SELECT digest, facts_key FROM universe_fact_sets WHERE digest IN @some", new { some });
            while (rows.Next())
                keys.Add(rows.Text(0), (int)rows.Integer(1));
        }

        var first = Enumerable.Range(0, Count).DistinctBy(k => digests[k], StringComparer.Ordinal).Where(k => !keys.ContainsKey(digests[k])).ToArray();
        var fresh = unit.NewKeys(FactSets.Name, "facts_key", first.Length);
        unit.Insert(FactSets, rows =>
        {
            for (var k = 0; k < first.Length; k++)
                rows.Narrow(fresh[k]).Text(digests[first[k]]).EndRow();
        });
        unit.Insert(Facts, rows =>
        {
            for (var k = 0; k < first.Length; k++)
            {
                foreach (ref readonly var fact in FactsAt(first[k]))
                    Write(rows, fresh[k], fact);
            }
        });
        for (var k = 0; k < first.Length; k++)
            keys.Add(digests[first[k]], fresh[k]);
        return Array.ConvertAll(digests, d => keys[d]);
    }

    /// <summary>Facts that no decision refers to any more.</summary>
    private static void DropUnused(DatabaseTransaction unit, IReadOnlyList<int> released)
    {
        foreach (var some in released.Chunk(10_000))
        {
            var unused = unit.Query<int>(
                "SELECT facts_key FROM universe_fact_sets s WHERE facts_key IN @some AND NOT EXISTS (SELECT 1 FROM universe_decisions d WHERE d.facts_key = s.facts_key)",
                new { some }).ToArray();
            unit.Execute("DELETE FROM universe_facts WHERE facts_key IN @unused", new { unused });
            unit.Execute("DELETE FROM universe_fact_sets WHERE facts_key IN @unused", new { unused });
        }
    }

    private static void Write(RowWriter rows, int key, string context, string universeId, int factsKey, UniverseDecision decision)
        => rows.Narrow(key).Text(context).Text(universeId).Date(decision.AsOf).Narrow(factsKey).Text(decision.MarketId)
            .Real(decision.AssessmentWeight).Real(decision.StabilityWeight).Real(decision.LiquidityWeight).Real(decision.StabilityRiskAlpha)
            .Text(decision.LambdaScoreColumn).Text(decision.LambdaExperimentId).Real(decision.LambdaWeight)
            .Text(decision.RegimeLabel).Real(decision.RegimeSizeFactor)
            .Boolean(decision.HasRegimeRisk).Real(decision.RegimeRisk).Real(decision.RegimeChangeAny).Boolean(decision.HasFragility).EndRow();

    private static void Write(RowWriter rows, int key, in CandidateRow row)
        => rows.Narrow(key).Narrow(row.Name).Real(row.Score).Real(row.AssessmentRaw).Real(row.AssessmentZ).Real(row.StabilityZ).Real(row.LiquidityZ)
            .Real(row.LambdaZ).Narrow(row.Tier).Narrow(row.Exclusion).Boolean(row.Included).EndRow();

    private static void Write(RowWriter rows, int key, in UniverseFact fact)
    {
        rows.Narrow(key).Narrow(fact.Name).Real(fact.AverageVolume).Real(fact.LastClose).Real(fact.Sigma).Real(fact.SoftTargetScore)
            .Real(fact.Liquidity).Real(fact.StabilityRisk).Real(fact.StabilityWorsen).Real(fact.Lambda).Real(fact.Fragility)
            .Real(fact.DataQuality).Real(fact.Leverage).Real(fact.NetMargin).Narrow(fact.Sector);
        if (fact.Class == CodePanel.None)
            rows.Null();
        else
            rows.Narrow(fact.Class);
        rows.Boolean(fact.IsWeak).Boolean(fact.LevelFiltersSkipped).Boolean(fact.HasProfile).EndRow();
    }
}

/// <summary>What is the same for all names of a decision. NaN or null is not known, or not asked for.</summary>
/// <param name="AssessmentWeight">Points a standard deviation; so are the other weights.</param>
/// <param name="LambdaScoreColumn">Null where no prediction was given.</param>
/// <param name="RegimeSizeFactor">NaN where no regime was asked for.</param>
internal sealed record UniverseDecision(
    DateOnly AsOf,
    string MarketId,
    double AssessmentWeight,
    double StabilityWeight,
    double LiquidityWeight,
    double StabilityRiskAlpha,
    string? LambdaScoreColumn,
    string? LambdaExperimentId,
    double LambdaWeight,
    string? RegimeLabel,
    double RegimeSizeFactor,
    bool HasRegimeRisk,
    double RegimeRisk,
    double RegimeChangeAny,
    bool HasFragility);

/// <summary>What a candidate scored.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CandidateRow(
    int Name,
    double Score,
    double AssessmentRaw,
    double AssessmentZ,
    double StabilityZ,
    double LiquidityZ,
    double LambdaZ,
    byte Tier,
    byte Exclusion,
    bool Included);

/// <summary>What was known of a candidate, whoever decided. Without padding that could hold anything: its bytes are hashed.</summary>
/// <param name="Class">Code of its soft-target class, or <see cref="CodePanel.None"/>.</param>
/// <param name="HasProfile">A profile was asked for and there.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct UniverseFact(
    double AverageVolume,
    double LastClose,
    double Sigma,
    double SoftTargetScore,
    double Liquidity,
    double StabilityRisk,
    double StabilityWorsen,
    double Lambda,
    double Fragility,
    double DataQuality,
    double Leverage,
    double NetMargin,
    int Name,
    int Sector,
    byte Class,
    bool IsWeak,
    bool LevelFiltersSkipped,
    bool HasProfile);
