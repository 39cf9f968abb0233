namespace Prometheus.Backtest.Metrics;

/// <summary>(mean·D − risk-free) / (√(Σ min(r, 0)² / n)·√D).</summary>
public static class AnnualisedSortino
{
    /// <returns>NaN where no return is negative.</returns>
    public static double Of(ReadOnlySpan<double> returns, double sessionsPerYear, double riskFreePerYear = 0)
    {
        var squares = 0.0;
        foreach (var r in returns)
            squares += r < 0 ? r * r : 0;
        var downside = Math.Sqrt(squares / returns.Length * sessionsPerYear);
        return downside > 0 ? ((Sample.Mean(returns) * sessionsPerYear) - riskFreePerYear) / downside : double.NaN;
    }
}
