namespace Prometheus.Backtest.Metrics;

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

        var beta = variance > 0 ? covariance / variance : double.NaN;
        var riskFree = riskFreePerYear / sessionsPerYear;
        var alpha = (meanOwn - riskFree - (beta * (meanOther - riskFree))) * sessionsPerYear;
        var tracking = Sample.StandardDeviation([.. active]) * Math.Sqrt(sessionsPerYear);
        var information = tracking > 0 ? Sample.Mean([.. active]) * sessionsPerYear / tracking : double.NaN;
        return new BenchmarkComparison(alpha, beta, tracking, information);
    }
}
