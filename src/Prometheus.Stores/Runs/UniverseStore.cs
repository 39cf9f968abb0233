using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Universes;
using Prometheus.States.Stability;
using Prometheus.Stores.States;

namespace Prometheus.Stores.Runs;

/// <summary>
/// Universe snapshots ⇄ the rows behind <c>universe_members</c>: a decision with what is the same for all its names, a row for every candidate,
/// members and excluded alike, and the facts they were judged by, shared with every decision that knew the same.
/// </summary>
public static class UniverseStore
{
    /// <summary>The context of universes that belong to no run.</summary>
    public const string Live = "live";

    /// <summary>Makes the context of a run hold exactly its universes. Returns the rows of candidates written.</summary>
    public static long Save(DatabaseTransaction unit, SleeveRun run)
    {
        if (run.Signals.Universe is not { } universe)
            return 0;

        // A universe is dated by the decision that used it, also where the decision knew less than its own session.
        var snapshots = run.Decisions.Where(d => d.Universe is not null).Select(d => (d.Session, d.Universe!));
        var range = KeyRange.Where("context = @context", new { context = run.RunId });
        return SnapshotRows.Of(unit, run.Market, run.Signals.Stability, universe, [.. snapshots]).Replace(unit, range, run.RunId, run.Sleeve.UniverseId);
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
        return SnapshotRows.Of(unit, market, stability, universe, [.. snapshots]).Replace(unit, range, Live, universeId);
    }

    /// <summary>Takes the dates of a live universe away and returns the rows of candidates that were there.</summary>
    public static long DeleteLive(DatabaseTransaction unit, string universeId, DateOnly first, DateOnly last)
    {
        const string Decisions = "context = @Live AND universe_id = @universeId AND as_of_date BETWEEN @first AND @last";
        var dates = new { Live, universeId, first, last };
        var candidates = unit.Execute($"DELETE FROM universe_candidates WHERE decision_key IN (SELECT decision_key FROM universe_decisions WHERE {Decisions})", dates);
        unit.Execute($"DELETE FROM universe_decisions WHERE {Decisions}", dates);
        return candidates;
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
