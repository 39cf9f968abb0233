using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Embeddings.Numeric;
using Prometheus.Jobs;
using Prometheus.Opinions.Assessment;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Stores.Runs;
using Prometheus.Stores.States;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.Profiles;
using Prometheus.Workflows.Stability;

namespace Prometheus.Workflows.Universes;

/// <summary>
/// Selects a universe on every session of a range and saves its members with the states and scores it was selected by, one unit a calendar
/// year each. The selection itself always runs from the market's first stored session, because membership carries over from one session to the
/// next: so a shorter range holds the same rows as the tail of a longer one.
/// </summary>
public static class BackfillUniverse
{
    /// <exception cref="NothingMatchedError">No stored session lies in the range.</exception>
    /// <exception cref="UserError">An unknown region, or options out of range.</exception>
    public static UniverseBackfillOutcome Execute(
        DatabasePair databases,
        UniverseBackfillOptions options,
        JobOptions job,
        JobRunner runner,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var definition = MarketCatalog.OfRegion(options.Region);
        var market = MarketLoader.Load(
            databases,
            new MarketLoadOptions { MarketId = definition.MarketId, End = options.End, Fields = MarketEntities.Fields },
            cancellation);
        var first = market.Sessions.FirstAtOrAfter(options.Start);
        var profiles = options.Stability.Profiles is { } use ? StoredProfiles.Read(databases, use.ModelId, options.End) : null;
        if (profiles is not null)
            options = options with { Stability = options.Stability with { Profiles = options.Stability.Profiles! with { Digest = profiles.Digest } } };
        var signals = new UniverseSignals(databases, market, options, profiles, job.Workers, cancellation);

        var stability = BackfillStability.Save(
            databases, market, options.Start, options.Stability, signals.Stability, job, runner, progress, cancellation, profiles);
        var scores = SaveScores(databases, market, options, signals, job, runner, progress, cancellation);
        var members = SaveMembers(databases, market, options, signals, job, runner, progress, cancellation);
        var covered = options.Lambda is null
            ? []
            : signals.Universe.Value.Snapshots.Where(s => s.Session >= first).Select(s => s.LambdaCoverage).Where(c => c > 0).ToArray();
        return new UniverseBackfillOutcome(
            stability, scores, members, market.Sessions.Count - first, covered.Length, covered.Length == 0 ? double.NaN : covered.Average());
    }

    private static JobOutcome SaveScores(
        DatabasePair databases,
        Market market,
        UniverseBackfillOptions options,
        UniverseSignals signals,
        JobOptions job,
        JobRunner runner,
        IProgress<JobProgress>? progress,
        CancellationToken cancellation)
    {
        var hash = ScoresHash(options);
        var years = YearUnit.Of(market, options.Start, "assessment", hash, UnitInputs.Everything).ToDictionary(y => y.Unit);
        return runner.Run(
            databases.Runtime,
            new Job<SessionSelection>
            {
                Key = ScoresKeyOf(market.Definition.MarketId, options),
                Units = [.. years.Keys],
                Compute = (unit, _) => SessionSelection.Range(years[unit].First, years[unit].Last),
                Save = (transaction, _, selection) => ScoreStore.Save(transaction, market, options.AssessmentStrategyId, signals.Assessment.Value, selection),
            },
            job,
            progress,
            cancellation);
    }

    internal static string ScoresKeyOf(string marketId, UniverseBackfillOptions options) => $"assess backfill {marketId} {options.AssessmentStrategyId}";

    /// <summary>Hash of what the scores depend on.</summary>
    internal static string ScoresHash(UniverseBackfillOptions options) => StableId.HashOf(new
    {
        Stability = StabilityOptions.Default,
        Assessment = AssessmentOptions.Default with { HorizonSessions = options.Universe.AssessmentHorizon },
    });

    internal static string KeyOf(string universeId) => $"universe backfill {universeId}";

    /// <summary>Hash of everything that was asked for, λ predictions included.</summary>
    internal static string MembersHash(UniverseBackfillOptions options) => StableId.HashOf(new
    {
        options.Stability,
        Assessment = AssessmentOptions.Default with { HorizonSessions = options.Universe.AssessmentHorizon },
        options.Universe,
        Regime = RegimeOptions.Default,
        RegimeRisk = RegimeRiskOptions.Default,
        Lambda = options.Lambda?.Digest,
    });

    private static JobOutcome SaveMembers(
        DatabasePair databases,
        Market market,
        UniverseBackfillOptions options,
        UniverseSignals signals,
        JobOptions job,
        JobRunner runner,
        IProgress<JobProgress>? progress,
        CancellationToken cancellation)
    {
        var hash = MembersHash(options);
        var key = KeyOf(options.Id);
        var years = YearUnit.Of(market, options.Start, "universe", hash, UnitInputs.Everything).ToDictionary(y => y.Unit);
        return runner.Run(
            databases.Runtime,
            new Job<SessionSelection>
            {
                Key = key,
                Units = [.. years.Keys],
                Compute = (unit, _) => SessionSelection.Range(years[unit].First, years[unit].Last),
                Save = (transaction, unit, selection) =>
                {
                    // Other options write the same rows: what they left is no longer what their units say.
                    FinishedUnit.ForgetOtherOptions(transaction, key, unit);
                    return UniverseStore.SaveLive(transaction, market, signals.Stability.Value, signals.Universe.Value, options.Id, selection);
                },
            },
            job,
            progress,
            cancellation);
    }
}
