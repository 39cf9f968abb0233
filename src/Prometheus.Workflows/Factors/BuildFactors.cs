using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Time;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.States.Factors;
using Prometheus.Stores.States;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Factors;

/// <summary>Saves factor returns, exposures and month-end correlations of a range, one unit a calendar year.</summary>
public static class BuildFactors
{
    /// <exception cref="NothingMatchedError">No stored session lies in the range.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        string marketId,
        DateOnly start,
        DateOnly end,
        FactorOptions options,
        JobOptions job,
        JobRunner runner,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = marketId, End = end, Fields = [PriceField.Close] }, cancellation);
        var years = YearUnit.Of(market, start, "factors", StableId.HashOf(options), UnitInputs.Members).ToDictionary(y => y.Unit);
        var state = new Lazy<FactorState>(() => FactorEngine.Compute(market, options, job.Workers, cancellation));
        return runner.Run(
            databases.Historical,
            new Job<YearUnit>
            {
                Key = $"factor build {marketId}",
                Units = [.. years.Keys],
                Compute = (unit, _) => years[unit],
                Save = (transaction, _, year) => FactorStateStore.Save(transaction, market, state.Value, year.First, year.Last, Matrices(market, state.Value, year)),
            },
            job,
            progress,
            cancellation);
    }

    private static List<FactorMatrix> Matrices(Market market, FactorState state, YearUnit year)
        => Enumerable.Range(year.First, year.Last - year.First + 1)
            .Where(t => IsMonthEnd(market, t))
            .Select(t => FactorMatrix.Of(state, t))
            .OfType<FactorMatrix>()
            .ToList();

    /// <summary>By the calendar, since the next session need not be stored.</summary>
    private static bool IsMonthEnd(Market market, int session)
    {
        var date = market.Sessions[session];
        var monthEnd = new DateOnly(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month));
        return date == monthEnd || ExchangeCalendars.Get(market.Definition.Exchange).Sessions(date.AddDays(1), monthEnd).Count == 0;
    }
}
