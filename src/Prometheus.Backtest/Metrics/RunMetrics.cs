using Prometheus.Core.Markets;
using Prometheus.Core.Metrics;

namespace Prometheus.Backtest.Metrics;

/// <summary>
/// Every key of <c>metrics_json</c>. The four of the seeds (cumulative_return, max_drawdown, annualised_vol, annualised_sharpe) are 0 where
/// they are undefined; every other key is NaN then.
/// </summary>
public static class RunMetrics
{
    /// <param name="market">The market walked.</param>
    /// <param name="walk">What the walk left.</param>
    /// <param name="benchmark">Benchmark equity a session of the run.</param>
    /// <param name="initialCash">Equity before the first session.</param>
    /// <param name="riskFreePerYear">A fraction a year.</param>
    /// <param name="sessionsPerYear">D.</param>
    /// <param name="exposures">One a session; null reads off the walk what it knows.</param>
    public static SortedDictionary<string, double> Of(
        Market market,
        WalkResult walk,
        ReadOnlySpan<double> benchmark,
        double initialCash,
        double riskFreePerYear,
        double sessionsPerYear,
        StateExposure[]? exposures = null)
    {
        var curve = EquityCurve.Of(initialCash, walk.Daily);
        var returns = EquityCurve.Returns(curve);
        // The first return only carries the initial cash into the first session, before the benchmark starts.
        var compared = BenchmarkComparison.Of(returns.AsSpan(1), EquityCurve.Returns(benchmark), sessionsPerYear, riskFreePerYear);
        var split = PeriodSplit.Of(curve, sessionsPerYear);
        var exposure = MeanExposure.Of(walk.Daily);
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            [MetricCatalog.CumulativeReturn.Key] = CumulativeReturn.Of(curve),
            [MetricCatalog.MaxDrawdown.Key] = MaxDrawdown.Of(curve),
            [MetricCatalog.AnnualisedVolatility.Key] = AnnualisedVolatility.Of(returns, sessionsPerYear),
            [MetricCatalog.AnnualisedSharpe.Key] = AnnualisedSharpe.Of(returns, sessionsPerYear),
            [MetricCatalog.AnnualisedExcessSharpe.Key] = AnnualisedExcessSharpe.Of(returns, sessionsPerYear, riskFreePerYear),
            [MetricCatalog.AnnualisedReturn.Key] = AnnualisedReturn.Of(curve, sessionsPerYear),
            [MetricCatalog.AnnualisedSortino.Key] = AnnualisedSortino.Of(returns, sessionsPerYear, riskFreePerYear),
            [MetricCatalog.Calmar.Key] = Calmar.Of(curve, sessionsPerYear),
            [MetricCatalog.HitRate.Key] = HitRate.Of(returns),
            [MetricCatalog.TurnoverPerYear.Key] = Turnover.PerYear(walk.Daily, sessionsPerYear),
            [MetricCatalog.CostDragPerYear.Key] = CostDrag.BpsPerYear(walk.Daily, sessionsPerYear),
            [MetricCatalog.HoldingSessions.Key] = HoldingPeriod.Sessions(walk.Daily),
            [MetricCatalog.SharpeEarly.Key] = split.SharpeEarly,
            [MetricCatalog.SharpeLate.Key] = split.SharpeLate,
            [MetricCatalog.ReturnEarly.Key] = split.ReturnEarly,
            [MetricCatalog.ReturnLate.Key] = split.ReturnLate,
            [MetricCatalog.DaysToLiquidate.Key] = Capacity.DaysToLiquidate(market, walk.Positions),
            [MetricCatalog.CapacityCapital.Key] = Capacity.CapitalAtParticipation(market, walk.Orders, walk.Daily),
            [MetricCatalog.AlphaPerYear.Key] = compared.AlphaPerYear,
            [MetricCatalog.Beta.Key] = compared.Beta,
            [MetricCatalog.TrackingErrorPerYear.Key] = compared.TrackingErrorPerYear,
            [MetricCatalog.InformationRatio.Key] = compared.InformationRatio,
            [MetricCatalog.BenchmarkCumulativeReturn.Key] = BenchmarkReturn(benchmark),
            [MetricCatalog.NamesMean.Key] = exposure.Names,
            [MetricCatalog.GrossExposureMean.Key] = exposure.Gross,
            [MetricCatalog.NetExposureMean.Key] = exposure.Net,
            [MetricCatalog.FragileExposureMean.Key] = exposure.Fragile,
        };
        StateMetrics.Add(metrics, exposures ?? StateExposures.Of(walk.Daily, walk.Decisions), returns, sessionsPerYear);
        return metrics;
    }

    private static double BenchmarkReturn(ReadOnlySpan<double> benchmark)
    {
        var first = 0;
        while (first < benchmark.Length && double.IsNaN(benchmark[first]))
            first++;
        return first == benchmark.Length ? double.NaN : CumulativeReturn.Of(benchmark[first..]);
    }
}
