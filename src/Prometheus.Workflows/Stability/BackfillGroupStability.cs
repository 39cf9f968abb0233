using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.States.Stability;
using Prometheus.Stores.States;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Stability;

/// <summary>Saves the stability of a market's sectors, or of the market, on every session of a range, one unit a calendar year.</summary>
public static class BackfillGroupStability
{
    /// <param name="databases">Prices and facts in, states out.</param>
    /// <param name="marketId">Whose names.</param>
    /// <param name="entityType">SECTOR or MARKET.</param>
    /// <param name="start">First date.</param>
    /// <param name="end">Last date.</param>
    /// <param name="options">Of the names' own states.</param>
    /// <param name="job">Threads and force.</param>
    /// <param name="runner">Keeps count.</param>
    /// <param name="progress">Told about finished units.</param>
    /// <param name="cancellation">Ends after the present unit.</param>
    /// <exception cref="NothingMatchedError">No stored session lies in the range, or the market has no sector.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        string marketId,
        string entityType,
        DateOnly start,
        DateOnly end,
        StabilityOptions options,
        JobOptions job,
        JobRunner runner,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = marketId, End = end, Fields = FieldsOf(options) }, cancellation);
        if (entityType == StabilityAggregation.Sector && market.Sectors.Names.Count == 0)
            throw new NothingMatchedError($"market {marketId} has no sector known by {end:yyyy-MM-dd}; 'prometheus data import sectors' brings them");
        var years = YearUnit.Of(market, start, $"stability {entityType}", StableId.HashOf(options), UnitInputs.Members).ToDictionary(y => y.Unit);
        var aggregate = new Lazy<StabilityAggregate>(() =>
        {
            var state = StabilityEngine.Compute(market, options, job.Workers, cancellation);
            return entityType == StabilityAggregation.Sector
                ? StabilityAggregation.Sectors(market, state, job.Workers, cancellation)
                : StabilityAggregation.Market(market, state, job.Workers, cancellation);
        });
        return runner.Run(
            databases.Runtime,
            new Job<YearUnit>
            {
                Key = $"stab backfill {marketId} {entityType}",
                Units = [.. years.Keys],
                Compute = (unit, _) => years[unit],
                Save = (transaction, _, year) => StabilityStore.Save(transaction, market, aggregate.Value, year.First, year.Last),
            },
            job,
            progress,
            cancellation);
    }

    /// <summary>Vectors of names are made of volumes too.</summary>
    internal static IReadOnlyList<PriceField> FieldsOf(StabilityOptions options)
        => options.Features is null ? [PriceField.Close] : [PriceField.Close, PriceField.Volume];
}
