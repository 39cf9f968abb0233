using Prometheus.Backtest.Campaign;
using Prometheus.Core.Markets;
using Prometheus.Engines.Stability;
using Prometheus.Engines.Universe;
using Prometheus.Storage.Bulk;
using Prometheus.Storage.Databases;
using Prometheus.Storage.Stores.States;

namespace Prometheus.Storage.Stores.Runs;

/// <summary>
/// Universe snapshots ⇄ the rows behind <c>universe_members</c>: a decision with what is the same for all its names, a row for every candidate,
/// members and excluded alike, and the facts they were judged by, shared with every decision that knew the same.
/// </summary>
public static class UniverseStore
{
    /// <summary>The context of universes that belong to no run.</summary>
    public const string Live = "live";

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

    /// <summary>Makes the context of a run hold exactly its universes. Returns the rows of candidates written.</summary>
    public static long Save(DatabaseTransaction unit, SleeveRun run)
    {
        if (run.Signals.Universe is not { } universe)
            return 0;

        // A universe is dated by the decision that used it, also where the decision knew less than its own session.
        var snapshots = run.Decisions.Where(d => d.Universe is not null).Select(d => (d.Session, d.Universe!));
        var range = KeyRange.Where("context = @context", new { context = run.RunId });
        return Replace(unit, range, (run.RunId, run.Sleeve.UniverseId), run.Market, run.Signals.Stability, universe, snapshots);
    }

    /// <summary>Makes the selected sessions of one live universe hold exactly these snapshots. Returns the rows of candidates written.</summary>
    /// <param name="sessions">A contiguous selection; the snapshots within it are saved.</param>
    public static long SaveLive(
        DatabaseTransaction unit, Market market, StabilityState stability, UniverseState universe, string universeId, SessionSelection sessions)
    {
        var (first, last) = (sessions.Sessions[0], sessions.Sessions[^1]);
        var range = KeyRange.Where(
            "context = @context AND universe_id = @universeId AND as_of_date BETWEEN @from AND @to",
            new { context = Live, universeId, from = market.Sessions[first], to = market.Sessions[last] });
        var snapshots = universe.Snapshots.Where(s => s.Session >= first && s.Session <= last).Select(s => (s.Session, s));
        return Replace(unit, range, (Live, universeId), market, stability, universe, snapshots);
    }

    /// <summary>Everyone looked at on one date, best score first, then by id.</summary>
    public static IReadOnlyList<UniverseMember> Read(IDatabaseReads runtime, string context, string universeId, DateOnly asOf)
        => runtime.Query<UniverseMember>(
            """
            SELECT v.*, d.assessment_weight, d.stability_weight, d.liquidity_weight FROM universe_member_values v
            JOIN universe_decisions d ON d.context = v.context AND d.universe_id = v.universe_id AND d.as_of_date = v.as_of_date
            WHERE v.context = @context AND v.universe_id = @universeId AND v.as_of_date = @asOf
            ORDER BY v.score DESC, v.entity_id
            """,
            new { context, universeId, asOf });

    /// <summary>Candidates of a universe, members and excluded alike, by context, date and id, each with the cluster it stood in.</summary>
    /// <param name="context">live or a run id; null is every context.</param>
    public static IEnumerable<UniverseCluster> ReadClusters(IDatabaseReads runtime, string universeId, string? context, DateOnly start, DateOnly end)
    {
        using var rows = runtime.Read(
            """
            SELECT context, as_of_date, market_id, sector, soft_target_class, tier, included FROM universe_member_values
            WHERE universe_id = @universeId AND (@context IS NULL OR context = @context) AND as_of_date BETWEEN @start AND @end
            ORDER BY context, as_of_date, entity_id
            """,
            new { universeId, context, start, end });
        while (rows.Next())
        {
            yield return new UniverseCluster(
                rows.Text(0), rows.Date(1), rows.Text(2), rows.Text(3), rows.TextOrNull(4) ?? SectorHistory.Unknown, rows.Text(5), rows.Boolean(6));
        }
    }

    private static long Replace(
        DatabaseTransaction unit,
        KeyRange range,
        (string Context, string UniverseId) key,
        Market market,
        StabilityState? stability,
        UniverseState universe,
        IEnumerable<(int Session, UniverseSnapshot Snapshot)> snapshots)
    {
        // Sets of facts are shared, so whoever looks for one must not meet another who drops it.
        unit.Lock(FactSets.Name);
        var names = NameKeys.Of(unit, [.. market.Instruments.Ids, .. market.Sectors.Names, SectorHistory.Unknown]);
        var decided = snapshots.ToArray();
        var decisionKeys = unit.NewKeys(Decisions.Name, "decision_key", decided.Length);
        var factsKeys = SaveFacts(unit, new UniverseFacts(market, stability, universe, names), Array.ConvertAll(decided, d => d.Snapshot));
        var released = unit.Query<int>($"SELECT DISTINCT facts_key FROM universe_decisions WHERE {range.Condition}", range.Parameters);

        var ofRange = KeyRange.Where($"decision_key IN (SELECT decision_key FROM universe_decisions WHERE {range.Condition})", range.Parameters);
        var written = unit.Replace(Candidates, ofRange, rows => WriteCandidates(rows, market, names, decided, decisionKeys));
        unit.Replace(Decisions, range, rows => WriteDecisions(rows, key, market, universe, decided, decisionKeys, factsKeys));
        DropUnused(unit, released);
        return written;
    }

    /// <summary>The key of the facts of each snapshot; sets that are new are written.</summary>
    private static int[] SaveFacts(DatabaseTransaction unit, UniverseFacts facts, UniverseSnapshot[] snapshots)
    {
        var digests = Array.ConvertAll(snapshots, facts.DigestOf);
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var some in digests.Distinct(StringComparer.Ordinal).Chunk(10_000))
        {
            using var rows = unit.Read("SELECT digest, facts_key FROM universe_fact_sets WHERE digest IN @some", new { some });
            while (rows.Next())
                keys.Add(rows.Text(0), (int)rows.Integer(1));
        }

        var first = Enumerable.Range(0, digests.Length).DistinctBy(k => digests[k], StringComparer.Ordinal).Where(k => !keys.ContainsKey(digests[k])).ToArray();
        var fresh = unit.NewKeys(FactSets.Name, "facts_key", first.Length);
        unit.Insert(FactSets, rows =>
        {
            for (var k = 0; k < first.Length; k++)
                rows.Narrow(fresh[k]).Text(digests[first[k]]).EndRow();
        });
        unit.Insert(UniverseFacts.Table, rows =>
        {
            for (var k = 0; k < first.Length; k++)
                facts.Write(rows, fresh[k], snapshots[first[k]]);
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

    private static void WriteCandidates(RowWriter rows, Market market, NameKeys names, (int Session, UniverseSnapshot Snapshot)[] decided, int[] keys)
    {
        var nameKeys = names.Of(market.Instruments.Ids);
        for (var d = 0; d < decided.Length; d++)
        {
            foreach (ref readonly var candidate in decided[d].Snapshot.Candidates.AsSpan())
            {
                rows.Narrow(keys[d]).Narrow(nameKeys[candidate.Instrument]).Real(candidate.Score).Real(candidate.AssessmentRaw)
                    .Real(candidate.AssessmentZ).Real(candidate.StabilityZ).Real(candidate.LiquidityZ).Real(candidate.LambdaZ)
                    .Narrow((int)candidate.Tier).Narrow((int)candidate.Exclusion).Boolean(candidate.Included).EndRow();
            }
        }
    }

    private static void WriteDecisions(
        RowWriter rows,
        (string Context, string UniverseId) key,
        Market market,
        UniverseState universe,
        (int Session, UniverseSnapshot Snapshot)[] decided,
        int[] decisionKeys,
        int[] factsKeys)
    {
        var (options, inputs) = (universe.Options, universe.Inputs);
        for (var d = 0; d < decided.Length; d++)
        {
            var regime = decided[d].Snapshot.Regime;
            rows.Narrow(decisionKeys[d]).Text(key.Context).Text(key.UniverseId).Date(market.Sessions[decided[d].Session]).Narrow(factsKeys[d])
                .Text(market.Definition.MarketId)
                .Real(options.AssessmentWeight).Real(options.StabilityWeight).Real(options.LiquidityWeight).Real(options.StabilityRiskAlpha)
                .Text(inputs.Lambda?.ScoreColumn).Text(inputs.Lambda?.ExperimentId).Real(inputs.Lambda is null ? double.NaN : options.LambdaWeight ?? 0)
                .Text(inputs.Regime is not null && regime.Label is { } label ? StoredName.Of(label) : null)
                .Real(inputs.Regime is null ? double.NaN : regime.SizeFactor)
                .Boolean(inputs.RegimeRisk is not null)
                .Real(inputs.RegimeRisk is null ? double.NaN : regime.RiskScore).Real(inputs.RegimeRisk is null ? double.NaN : regime.ChangeAny)
                .Boolean(inputs.Fragility is not null).EndRow();
        }
    }
}

/// <summary>A candidate of a stored universe with all its reasons. NaN or null is not observed, or not asked for.</summary>
public sealed record UniverseMember
{
    public string EntityId { get; init; } = "";

    public string Tier { get; init; } = "";

    public bool Included { get; init; }

    /// <summary>Points.</summary>
    public double Score { get; init; }

    public string Sector { get; init; } = "";

    /// <summary>Mean daily volume, shares.</summary>
    public double AvgVolume63d { get; init; } = double.NaN;

    public double LastClose { get; init; } = double.NaN;

    public bool LevelFiltersSkipped { get; init; }

    public double RealisedVol63d { get; init; } = double.NaN;

    public double SoftTargetScore { get; init; } = double.NaN;

    public string? SoftTargetClass { get; init; }

    public bool? WeakProfile { get; init; }

    public string? ClusterId { get; init; }

    public double AssessmentRaw { get; init; } = double.NaN;

    public double LiquidityRaw { get; init; } = double.NaN;

    /// <summary>z of the assessment within the scored candidates; the other z likewise.</summary>
    public double AssessmentScore { get; init; } = double.NaN;

    public double StabilityZ { get; init; } = double.NaN;

    public double LiquidityZ { get; init; } = double.NaN;

    public double LambdaZ { get; init; } = double.NaN;

    /// <summary>Points a standard deviation is worth.</summary>
    public double AssessmentWeight { get; init; } = double.NaN;

    public double StabilityWeight { get; init; } = double.NaN;

    public double LiquidityWeight { get; init; } = double.NaN;

    public double LambdaScoreWeight { get; init; } = double.NaN;

    /// <summary>Points.</summary>
    public double ContribAssessment { get; init; } = double.NaN;

    public double ContribStability { get; init; } = double.NaN;

    public double ContribLiquidity { get; init; } = double.NaN;

    public double ContribLambda { get; init; } = double.NaN;

    public double StabRiskMultiplier { get; init; } = double.NaN;

    public double StabPWorsenAny { get; init; } = double.NaN;

    public double StabPToTargetableOrBreaker { get; init; } = double.NaN;

    public double LambdaScore { get; init; } = double.NaN;

    public string? LambdaExperimentId { get; init; }

    /// <summary>Null where no prediction was given.</summary>
    public string? LambdaScoreColumn { get; init; }

    public string? RegimeLabel { get; init; }

    /// <summary>NaN where no regime was asked for.</summary>
    public double RegimeSizeFactor { get; init; } = double.NaN;

    public double RegimeRiskScore { get; init; } = double.NaN;

    public double RegimePChangeAny { get; init; } = double.NaN;

    public double FragilityScore { get; init; } = double.NaN;

    public double ProfileDataQuality { get; init; } = double.NaN;

    public double ProfileLeverage { get; init; } = double.NaN;

    public double ProfileNetMargin { get; init; } = double.NaN;

    /// <summary>The first filter that failed, in lower snake case; empty for none.</summary>
    public string Exclusion { get; init; } = "";
}

/// <summary>A candidate of a stored universe and the cluster it stood in.</summary>
/// <param name="Context">live or a run id.</param>
/// <param name="AsOf">Date of the snapshot.</param>
/// <param name="MarketId">Its market.</param>
/// <param name="Sector">Its sector then, or UNKNOWN.</param>
/// <param name="SoftTargetClass">Its class then, or UNKNOWN.</param>
/// <param name="Tier">CORE, SATELLITE, EXCLUDED.</param>
/// <param name="Included">Member or not.</param>
public sealed record UniverseCluster(string Context, DateOnly AsOf, string MarketId, string Sector, string SoftTargetClass, string Tier, bool Included);
