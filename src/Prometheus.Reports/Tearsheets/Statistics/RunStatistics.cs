namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>A sleeve beside its benchmark; fractions, NaN where unknown.</summary>
/// <param name="Sleeve">The sleeve's curve.</param>
/// <param name="Benchmark">The benchmark's curve.</param>
/// <param name="Sessions">Sessions of the run.</param>
/// <param name="ExcessPerYear">Difference of the annualised returns.</param>
/// <param name="ActiveTStatistic">Of the mean daily return over the benchmark's, on sessions that have both.</param>
/// <param name="EarlySharpe">Sharpe of the first half of the sessions.</param>
/// <param name="LateSharpe">Sharpe of the second half.</param>
/// <param name="Underwater">Share of sessions that closed below a former peak.</param>
public sealed record RunStatistics(
    CurveStatistics Sleeve,
    CurveStatistics Benchmark,
    int Sessions,
    double ExcessPerYear,
    double ActiveTStatistic,
    double EarlySharpe,
    double LateSharpe,
    double Underwater)
{
    public double Years => (double)Sessions / Annualized.SessionsPerYear;

    public static RunStatistics Of(double initial, double[] equity, double[] benchmark)
    {
        var returns = EquityReturns.Of(initial, equity);
        var benchmarkReturns = EquityReturns.Of(initial, benchmark);
        var active = new double[returns.Length];
        for (var t = 0; t < active.Length; t++)
            active[t] = returns[t] - benchmarkReturns[t];

        var sleeve = CurveStatistics.Of(initial, equity);
        var other = CurveStatistics.Of(initial, benchmark);
        var drawdown = DrawdownCurve.Of(initial, equity);
        var half = returns.Length / 2;
        return new RunStatistics(
            sleeve,
            other,
            returns.Length,
            sleeve.Annualized - other.Annualized,
            Annualized.TStatistic(SampleMoments.Of(active)),
            Annualized.Sharpe(SampleMoments.Of(returns.AsSpan(0, half))),
            Annualized.Sharpe(SampleMoments.Of(returns.AsSpan(half))),
            drawdown.Length == 0 ? double.NaN : (double)drawdown.Count(d => d < 0) / drawdown.Length);
    }
}
