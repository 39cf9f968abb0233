using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Stores;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Data;

/// <summary>Derives <c>returns_daily</c> and <c>volatility_daily</c> from prices and corporate actions, one unit a calendar year.</summary>
public static class DeriveReturns
{
    /// <exception cref="NothingMatchedError">The market holds no price.</exception>
    public static JobOutcome Execute(
        DatabasePair databases, string marketId, JobOptions job, JobRunner runner, IProgress<JobProgress>? progress = null, CancellationToken cancellation = default)
    {
        var loading = new MarketLoadOptions { MarketId = marketId, End = DateOnly.MaxValue, Fields = [PriceField.Close] };
        var market = MarketLoader.Load(databases, loading, cancellation);
        var years = YearUnit.Of(market, DateOnly.MinValue, "derived", "returns-and-volatility-v1").ToDictionary(y => y.Unit);
        var derived = new Lazy<DerivedSeries>(() => DerivedSeries.Compute(market, job.Workers, cancellation));
        return runner.Run(
            databases.Historical,
            new Job<YearUnit>
            {
                Key = $"data derive {marketId}",
                Units = [.. years.Keys],
                Compute = (unit, _) => years[unit],
                Save = (transaction, _, year) => DerivedStore.Save(transaction, market, derived.Value, year.First, year.Last),
            },
            job,
            progress,
            cancellation);
    }
}
