using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Scenarios;
using Prometheus.States.Fragility;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Stores.Scenarios;
using Prometheus.Stores.States;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Fragility;

/// <summary>Saves the fragility of every name on every session of a range, one unit a calendar year.</summary>
public static class ScoreFragility
{
    /// <exception cref="NothingMatchedError">No stored session lies in the range.</exception>
    /// <exception cref="UserError">The scenario set has seen days after the first scored session, or is of another market.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        FragilityScoreOptions options,
        JobOptions job,
        JobRunner runner,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        options.Fragility.Validate();
        var market = MarketLoader.Load(
            databases, new MarketLoadOptions { MarketId = options.MarketId, End = options.End, Fields = [PriceField.Close] }, cancellation);
        var set = options.ScenarioSetId is { } name ? ScenarioStore.Restore(databases.Runtime, ScenarioStore.Find(databases.Runtime, name)) : null;
        var losses = set is null ? null : LossesOf(market, options, set);
        var hash = HashOf(options, set);
        var years = YearUnit.Of(market, options.Start, "fragility", hash, UnitInputs.Members | UnitInputs.Series).ToDictionary(y => y.Unit);
        var stability = new Lazy<StabilityState>(() => StabilityEngine.Compute(market, StabilityOptions.Default, job.Workers, cancellation));
        var state = new Lazy<FragilityState>(() => FragilityEngine.Compute(
            market,
            stability.Value,
            RegimeEngine.Compute(market, RegimeOptions.Default, job.Workers, cancellation),
            losses,
            options.Fragility,
            job.Workers,
            cancellation));
        return runner.Run(
            databases.Runtime,
            new Job<SessionSelection>
            {
                Key = $"fragility score {options.MarketId}",
                Units = [.. years.Keys],
                Compute = (unit, _) => SessionSelection.Range(years[unit].First, years[unit].Last),
                Save = (transaction, _, selection) => FragilityStore.Save(transaction, market, state.Value, stability.Value, selection),
            },
            job,
            progress,
            cancellation);
    }

    /// <summary>Hash of everything that was asked for, the scenario set included.</summary>
    internal static string HashOf(FragilityScoreOptions options, ScenarioSet? set) => StableId.HashOf(new
    {
        options.Fragility,
        Stability = StabilityOptions.Default,
        Regime = RegimeOptions.Default,
        Scenarios = set?.ContentHash,
    });

    private static ScenarioLosses LossesOf(Market market, FragilityScoreOptions options, ScenarioSet set)
    {
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
