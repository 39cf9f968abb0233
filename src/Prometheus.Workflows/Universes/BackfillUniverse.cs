using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Jobs;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.States.Declarations;
using Prometheus.States.Fragility;
using Prometheus.States.Profiles;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Stores.Runs;
using Prometheus.Stores.States;
using Prometheus.Workflows.Stability;
using Prometheus.Workflows.States;

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
    public static UniverseBackfillOutcome Execute(DatabasePair databases, UniverseBackfillOptions options, JobContext jobs)
    {
        OptionRules.Require(options);
        var (stability, profiles) = BackfillStability.WithProfiles(databases, options.Stability, options.End);
        var asked = Asked(options, stability);
        var backfill = new StateBackfill(
            databases,
            MarketCatalog.OfRegion(options.Region).MarketId,
            options.Start,
            options.End,
            [UniverseRequest.Definition.Of(asked)],
            jobs,
            [.. new IStoredInput?[] { profiles, options.Lambda }.OfType<IStoredInput>()]);
        var market = backfill.Market;
        var first = market.Sessions.FirstAtOrAfter(options.Start);
        var universe = UniverseRequest.Definition.Of(asked with { Sessions = [.. Enumerable.Range(0, market.Sessions.Count)] });

        var states = BackfillStability.Save(backfill, stability, profiles);
        var scores = SaveScores(backfill, options, asked.Assessment);
        var members = SaveMembers(backfill, options, universe, profiles);
        var covered = options.Lambda is null
            ? []
            : backfill.States.Get(universe).Snapshots.Where(s => s.Session >= first).Select(s => s.LambdaCoverage).Where(c => c > 0).ToArray();
        return new UniverseBackfillOutcome(
            states, scores, members, market.Sessions.Count - first, covered.Length, covered.Length == 0 ? double.NaN : covered.Average());
    }

    private static UniverseRequest Asked(UniverseBackfillOptions options, StabilityOptions stability)
    {
        var assessment = AssessmentOptions.Default with { HorizonSessions = options.Universe.AssessmentHorizon };
        return new UniverseRequest(options.Universe, new AssessmentRequest(stability, assessment), [])
        {
            Regime = RegimeOptions.Default,
            RegimeRisk = RegimeRiskOptions.Default,
            Fragility = options.Universe.MaximumFragility is null ? null : FragilityOptions.Default,
            Lambda = options.Lambda is { } lambda ? new LambdaOptions { ExperimentId = lambda.ExperimentId, ScoreColumn = lambda.ScoreColumn, PredictionsDigest = lambda.Digest } : null,
        };
    }

    private static JobOutcome SaveScores(StateBackfill backfill, UniverseBackfillOptions options, AssessmentRequest asked)
    {
        var strategy = options.AssessmentStrategyId;
        return backfill.Save(new StateSaving<AssessmentRequest, AssessmentState>(
            AssessmentRequest.Definition.Of(asked), $"assess backfill {backfill.Market.Definition.MarketId} {strategy}")
        {
            OptionsHash = StableId.HashOf(asked with { Stability = Undigested(asked.Stability) }),
            Save = (transaction, state, sessions) => ScoreStore.Save(transaction, backfill.Market, strategy, state, sessions),
        });
    }

    private static JobOutcome SaveMembers(
        StateBackfill backfill, UniverseBackfillOptions options, StateRequest<UniverseRequest, UniverseState> universe, KnownProfiles? profiles)
    {
        var asked = universe.Options with { Sessions = [] };
        return backfill.Save(new StateSaving<UniverseRequest, UniverseState>(universe, $"universe backfill {options.Id}")
        {
            ReplacesOtherOptions = true,
            OptionsHash = StableId.HashOf(asked with { Assessment = asked.Assessment with { Stability = Undigested(asked.Assessment.Stability) } }),
            StoredDigest = profiles is null ? null : date => profiles.Until(date).Digest,
            Save = (transaction, state, sessions) => UniverseStore.SaveLive(
                transaction, backfill.Market, backfill.States.Get(StabilityEngine.Definition.Of(asked.Assessment.Stability)), state, options.Id, sessions),
        });
    }

    /// <summary>Which profiles were read is an input, not an option.</summary>
    private static StabilityOptions Undigested(StabilityOptions stability)
        => stability.Profiles is { } use ? stability with { Profiles = use with { Digest = "" } } : stability;
}

/// <summary>Which universe is selected over which range.</summary>
public sealed record UniverseBackfillOptions
{
    /// <summary>US, EU or ASIA.</summary>
    [Words("US", "EU", "ASIA")]
    public string Region { get; init; } = "US";

    public required DateOnly Start { get; init; }

    public required DateOnly End { get; init; }

    /// <summary>Null is <c>CORE_EQ_REGION</c>, with <c>_LAMBDA</c> where predictions are given.</summary>
    public string? UniverseId { get; init; }

    public UniverseOptions Universe { get; init; } = UniverseOptions.Default;

    /// <summary>Where they name profiles, those stored up to the end mark weak names and are screened.</summary>
    public StabilityOptions Stability { get; init; } = StabilityOptions.Default;

    /// <summary>λ̂ of the region's market, or null.</summary>
    public LambdaPredictions? Lambda { get; init; }

    public string Id => UniverseId ?? $"CORE_EQ_{Region}{(Lambda is null ? "" : "_LAMBDA")}";

    /// <summary>Whose scores rank it.</summary>
    public string AssessmentStrategyId => $"{Region}_CORE_LONG_EQ";
}

/// <summary>What a backfill of universes came to.</summary>
/// <param name="Stability">Years of stability states.</param>
/// <param name="Scores">Years of assessments.</param>
/// <param name="Members">Years of universe members.</param>
/// <param name="Sessions">Sessions of the range.</param>
/// <param name="LambdaSessions">Sessions with λ̂ for at least one scored name; 0 without predictions.</param>
/// <param name="LambdaCoverage">Scored names with λ̂ over all scored names, mean over those sessions; NaN where there are none.</param>
public sealed record UniverseBackfillOutcome(
    JobOutcome Stability, JobOutcome Scores, JobOutcome Members, int Sessions, int LambdaSessions, double LambdaCoverage);
