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

/// <summary>
/// A run against its benchmark over the sessions both have a return: r − rf = α + β·(b − rf) by least squares.
/// NaN below three common returns, or where the benchmark does not move.
/// </summary>
/// <param name="AlphaPerYear">α·D, a fraction.</param>
/// <param name="Beta">cov(r, b) / var(b).</param>
/// <param name="TrackingErrorPerYear">Sample standard deviation of r − b, times √D.</param>
/// <param name="InformationRatio">mean(r − b)·D / tracking error.</param>
public readonly record struct BenchmarkComparison(double AlphaPerYear, double Beta, double TrackingErrorPerYear, double InformationRatio)
{
    public static BenchmarkComparison Of(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, double sessionsPerYear, double riskFreePerYear)
    {
        var (own, other, active) = (new List<double>(returns.Length), new List<double>(returns.Length), new List<double>(returns.Length));
        for (var i = 0; i < returns.Length; i++)
        {
            if (double.IsNaN(returns[i]) || double.IsNaN(benchmark[i]))
                continue;
            own.Add(returns[i]);
            other.Add(benchmark[i]);
            active.Add(returns[i] - benchmark[i]);
        }

        if (own.Count < 3)
            return new BenchmarkComparison(double.NaN, double.NaN, double.NaN, double.NaN);
        var (meanOwn, meanOther) = (Sample.Mean([.. own]), Sample.Mean([.. other]));
        var (covariance, variance) = (0.0, 0.0);
        for (var i = 0; i < own.Count; i++)
        {
            covariance += (own[i] - meanOwn) * (other[i] - meanOther);
            variance += (other[i] - meanOther) * (other[i] - meanOther);
        }

        var beta = Sample.StandardDeviation([.. other]) > 0 ? covariance / variance : double.NaN;
        var riskFree = riskFreePerYear / sessionsPerYear;
        var alpha = (meanOwn - riskFree - (beta * (meanOther - riskFree))) * sessionsPerYear;
        var tracking = Sample.StandardDeviation([.. active]) * Math.Sqrt(sessionsPerYear);
        var information = tracking > 0 ? Sample.Mean([.. active]) * sessionsPerYear / tracking : double.NaN;
        return new BenchmarkComparison(alpha, beta, tracking, information);
    }
}

/// <summary>What a run held on average over its sessions.</summary>
/// <param name="Names">Positions.</param>
/// <param name="Gross">Fraction of equity.</param>
/// <param name="Net">Fraction of equity.</param>
/// <param name="Fragile">Fraction of equity in FRAGILE, TARGETABLE and BREAKER names; NaN without stability.</param>
public readonly record struct MeanExposure(double Names, double Gross, double Net, double Fragile)
{
    public static MeanExposure Of(ReadOnlySpan<DailyRecord> daily)
    {
        var (names, gross, net, fragile) = (0.0, 0.0, 0.0, 0.0);
        foreach (ref readonly var day in daily)
        {
            names += day.Names;
            gross += day.GrossExposure;
            net += day.NetExposure;
            fragile += day.FragileExposure;
        }

        var n = daily.Length;
        return new MeanExposure(names / n, gross / n, net / n, fragile / n);
    }
}

/// <summary>The first ⌊n/2⌋ returns of a run against the rest: what worked early and not late was found, not earned.</summary>
/// <param name="SharpeEarly">Annualised; NaN where nothing moved.</param>
/// <param name="SharpeLate">Annualised; NaN where nothing moved.</param>
/// <param name="ReturnEarly">Cumulative, a fraction.</param>
/// <param name="ReturnLate">Cumulative, a fraction.</param>
public readonly record struct PeriodSplit(double SharpeEarly, double SharpeLate, double ReturnEarly, double ReturnLate)
{
    /// <returns>All NaN below four returns.</returns>
    public static PeriodSplit Of(ReadOnlySpan<double> curve, double sessionsPerYear)
    {
        var returns = EquityCurve.Returns(curve);
        if (returns.Length < 4)
            return new PeriodSplit(double.NaN, double.NaN, double.NaN, double.NaN);
        var half = returns.Length / 2;
        return new PeriodSplit(
            AnnualisedExcessSharpe.Of(returns.AsSpan(0, half), sessionsPerYear, 0),
            AnnualisedExcessSharpe.Of(returns.AsSpan(half), sessionsPerYear, 0),
            CumulativeReturn.Of(curve[..(half + 1)]),
            CumulativeReturn.Of(curve[half..]));
    }
}
