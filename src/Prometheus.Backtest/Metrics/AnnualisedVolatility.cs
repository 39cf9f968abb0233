namespace Prometheus.Backtest.Metrics;

/// <summary>σ·√D, σ the sample standard deviation (n − 1) of simple daily returns.</summary>
public static class AnnualisedVolatility
{
    /// <returns>0 below two returns.</returns>
    public static double Of(ReadOnlySpan<double> returns, double sessionsPerYear)
        => returns.Length < 2 ? 0 : Sample.StandardDeviation(returns) * Math.Sqrt(sessionsPerYear);
}
