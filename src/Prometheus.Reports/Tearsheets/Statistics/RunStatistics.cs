using Prometheus.Backtest.Metrics;

namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>A sleeve beside its benchmark; fractions, NaN where unknown.</summary>
/// <param name="Sleeve">The sleeve's curve, from the initial cash.</param>
/// <param name="Benchmark">The benchmark's curve, from the first session on which it is known.</param>
/// <param name="Sessions">Sessions of the run.</param>
/// <param name="SessionsPerYear">Sessions that count as a year.</param>
/// <param name="ExcessPerYear">Difference of the annualised returns over the sessions both have.</param>
/// <param name="ActiveTStatistic">Of the mean daily return over the benchmark's, on those sessions.</param>
/// <param name="Split">First half against second half.</param>
public sealed record RunStatistics(
    CurveStatistics Sleeve,
    CurveStatistics Benchmark,
    int Sessions,
    double SessionsPerYear,
    double ExcessPerYear,
    double ActiveTStatistic,
    PeriodSplit Split)
{
    public double Years => Sessions / SessionsPerYear;

    /// <param name="curve">Sleeve equity, one point before the first session and one a session.</param>
    /// <param name="benchmark">Benchmark equity a session, NaN before it is known; one fewer than the curve has points.</param>
    /// <param name="sessionsPerYear">D.</param>
    public static RunStatistics Of(double[] curve, double[] benchmark, double sessionsPerYear)
    {
        var sleeve = CurveStatistics.Of(curve, sessionsPerYear);
        var split = PeriodSplit.Of(curve, sessionsPerYear);
        var first = Array.FindIndex(benchmark, b => !double.IsNaN(b));
        if (first < 0 || Array.Exists(benchmark[first..], double.IsNaN))
            return new RunStatistics(sleeve, CurveStatistics.Unknown, benchmark.Length, sessionsPerYear, double.NaN, double.NaN, split);

        // The benchmark stands at the initial cash at its first close; the sleeve at whatever it is worth there.
        var (own, other) = (curve[(first + 1)..], benchmark[first..]);
        var active = EquityCurve.Returns(own).Zip(EquityCurve.Returns(other), (r, b) => r - b).ToArray();
        return new RunStatistics(
            sleeve,
            CurveStatistics.Of(other, sessionsPerYear),
            benchmark.Length,
            sessionsPerYear,
            AnnualisedReturn.Of(own, sessionsPerYear) - AnnualisedReturn.Of(other, sessionsPerYear),
            TStatistic.Of(active),
            split);
    }
}

/// <summary>What one equity curve did; fractions, NaN where unknown.</summary>
/// <param name="Cumulative">Last equity / first − 1.</param>
/// <param name="Annualised">Geometric return a year.</param>
/// <param name="Volatility">Annualised.</param>
/// <param name="Sharpe">Annualised, no risk-free rate.</param>
/// <param name="SharpeError">Standard error of it.</param>
/// <param name="TStatistic">Of the mean return.</param>
/// <param name="MaxDrawdown">≤ 0.</param>
public sealed record CurveStatistics(
    double Cumulative, double Annualised, double Volatility, double Sharpe, double SharpeError, double TStatistic, double MaxDrawdown)
{
    public static CurveStatistics Unknown { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    /// <param name="curve">Equity, all observed.</param>
    /// <param name="sessionsPerYear">D.</param>
    public static CurveStatistics Of(double[] curve, double sessionsPerYear)
    {
        var returns = EquityCurve.Returns(curve);
        var sharpe = AnnualisedSharpe.Of(returns, sessionsPerYear);
        return new CurveStatistics(
            CumulativeReturn.Of(curve),
            AnnualisedReturn.Of(curve, sessionsPerYear),
            AnnualisedVolatility.Of(returns, sessionsPerYear),
            sharpe,
            Statistics.SharpeError.Of(sharpe, returns.Length, sessionsPerYear),
            Statistics.TStatistic.Of(returns),
            Backtest.Metrics.MaxDrawdown.Of(curve));
    }
}
