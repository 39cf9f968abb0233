using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Engines.Stability;
using Prometheus.Jobs;
using Prometheus.Storage.Databases;
using Prometheus.Storage.Stores.States;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Stability;

/// <summary>Saves the stability of every name on every session of a range, one unit a calendar year.</summary>
public static class BackfillStability
{
    /// <exception cref="NothingMatchedError">No stored session lies in the range.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        string marketId,
        DateOnly start,
        DateOnly end,
        StabilityOptions options,
        JobOptions job,
        JobRunner runner,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = marketId, End = end, Fields = options.Features is null ? [PriceField.Close] : [PriceField.Close, PriceField.Volume] }, cancellation);
        var state = new Lazy<StabilityState>(() => StabilityEngine.Compute(market, options, job.Workers, cancellation));
        return Save(databases, market, start, options, state, job, runner, progress, cancellation);
    }

    /// <summary>The same for a market that is loaded already and a state that others need too.</summary>
    internal static JobOutcome Save(
        DatabasePair databases,
        Market market,
        DateOnly start,
        StabilityOptions options,
        Lazy<StabilityState> state,
        JobOptions job,
        JobRunner runner,
        IProgress<JobProgress>? progress,
        CancellationToken cancellation)
    {
        var years = YearUnit.Of(market, start, "stability", StableId.HashOf(options)).ToDictionary(y => y.Unit);
        return runner.Run(
            databases.Runtime,
            new Job<SessionSelection>
            {
                Key = $"stab backfill {market.Definition.MarketId}",
                Units = [.. years.Keys],
                Compute = (unit, _) => SessionSelection.Range(years[unit].First, years[unit].Last),
                Save = (transaction, _, selection) => StabilityStore.Save(transaction, market, state.Value, selection),
                Clear = transaction => StabilityStore.Clear(
                    transaction, market, state.Value.ModelId, SessionSelection.Range(years.Values.Min(y => y.First), years.Values.Max(y => y.Last))),
            },
            job,
            progress,
            cancellation);
    }
}
