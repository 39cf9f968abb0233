using Prometheus.Core.Markets;

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
            ["cumulative_return"] = CumulativeReturn.Of(curve),
            ["max_drawdown"] = MaxDrawdown.Of(curve),
            ["annualised_vol"] = AnnualisedVolatility.Of(returns, sessionsPerYear),
            ["annualised_sharpe"] = AnnualisedSharpe.Of(returns, sessionsPerYear),
            ["annualised_sharpe_excess_rf"] = AnnualisedExcessSharpe.Of(returns, sessionsPerYear, riskFreePerYear),
            ["annualised_return"] = AnnualisedReturn.Of(curve, sessionsPerYear),
            ["annualised_sortino"] = AnnualisedSortino.Of(returns, sessionsPerYear, riskFreePerYear),
            ["calmar"] = Calmar.Of(curve, sessionsPerYear),
            ["hit_rate_fraction"] = HitRate.Of(returns),
            ["turnover_one_way_per_year"] = Turnover.PerYear(walk.Daily, sessionsPerYear),
            ["cost_drag_bps_per_year"] = CostDrag.BpsPerYear(walk.Daily, sessionsPerYear),
            ["average_holding_sessions"] = HoldingPeriod.Sessions(walk.Daily),
            ["sharpe_early"] = split.SharpeEarly,
            ["sharpe_late"] = split.SharpeLate,
            ["return_early"] = split.ReturnEarly,
            ["return_late"] = split.ReturnLate,
            ["days_to_liquidate_at_10pct_adv"] = Capacity.DaysToLiquidate(market, walk.Positions),
            ["capacity_capital_at_10pct_volume"] = Capacity.CapitalAtParticipation(market, walk.Orders, walk.Daily),
            ["alpha_per_year"] = compared.AlphaPerYear,
            ["beta"] = compared.Beta,
            ["tracking_error_per_year"] = compared.TrackingErrorPerYear,
            ["information_ratio"] = compared.InformationRatio,
            ["benchmark_cumulative_return"] = BenchmarkReturn(benchmark),
            ["names_mean"] = exposure.Names,
            ["gross_exposure_mean"] = exposure.Gross,
            ["net_exposure_mean"] = exposure.Net,
            ["fragile_exposure_mean"] = exposure.Fragile,
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
