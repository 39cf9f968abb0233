using Prometheus.Core.Options;
using Prometheus.Jobs;
using Prometheus.Scenarios;
using Prometheus.States.Fragility;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Stores.Scenarios;
using Prometheus.Stores.States;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.States;

namespace Prometheus.Workflows.Fragility;

/// <summary>Saves the fragility of every name on every session of a range, one unit a calendar year.</summary>
public static class ScoreFragility
{
    /// <exception cref="NothingMatchedError">No stored session lies in the range.</exception>
    /// <exception cref="UserError">The scenario set has seen days after the first scored session, or is of another market.</exception>
    public static JobOutcome Execute(DatabasePair databases, FragilityScoreOptions options, JobContext jobs)
    {
        OptionRules.Require(options);
        var set = options.ScenarioSetId is { } name ? ScenarioStore.Restore(databases.Runtime, ScenarioStore.Find(databases.Runtime, name)) : null;
        var losses = set is null ? null : LossesOf(databases, options, set, jobs.Cancellation);
        var asked = new FragilityRequest(StabilityOptions.Default, RegimeOptions.Default, options.Fragility, losses?.Digest);
        var request = FragilityEngine.Definition.Of(asked);
        var backfill = new StateBackfill(databases, options.MarketId, options.Start, options.End, [request], jobs, losses is null ? [] : [losses]);
        return backfill.Save(new StateSaving<FragilityRequest, FragilityState>(request, $"fragility score {options.MarketId}")
        {
            Save = (transaction, state, sessions) => FragilityStore.Save(
                transaction, backfill.Market, state, backfill.States.Get(StabilityEngine.Definition.Of(asked.Stability)), sessions),
        });
    }

    /// <summary>Losses of the market's columns, known before the first scored session.</summary>
    private static ScenarioLosses LossesOf(DatabasePair databases, FragilityScoreOptions options, ScenarioSet set, CancellationToken cancellation)
    {
        var market = MarketLoader.Load(
            databases, new MarketLoadOptions { MarketId = options.MarketId, End = options.End, Reads = FragilityEngine.Definition.Usual.OwnReads }, cancellation);
        if (!string.Equals(set.MarketId, options.MarketId, StringComparison.Ordinal))
            throw new UserError($"scenario set {set.SetId} is of market {set.MarketId}, expected {options.MarketId}");
        var first = market.Sessions.FirstAtOrAfter(options.Start);
        if (first < market.Sessions.Count && set.MaxDataDate > market.Sessions[first])
        {
            throw new UserError(FormattableString.Invariant(
                $"scenario set {set.SetId} draws from days up to {set.MaxDataDate:yyyy-MM-dd} and cannot score {market.Sessions[first]:yyyy-MM-dd}: start later or use an older set"));
        }

        return set.LossesOf(market.Instruments, options.Fragility.ScenarioTail);
    }
}

/// <summary>Whose fragility is scored over which range.</summary>
public sealed record FragilityScoreOptions
{
    public required string MarketId { get; init; }

    public required DateOnly Start { get; init; }

    public required DateOnly End { get; init; }

    public FragilityOptions Fragility { get; init; } = FragilityOptions.Default;

    /// <summary>Id or name of the set behind the scenario component, or null. Its data must end on or before the first scored session.</summary>
    public string? ScenarioSetId { get; init; }
}
