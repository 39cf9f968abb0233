namespace Prometheus.Backtest.Metrics;

/// <summary>E_n / E₀ − 1, a fraction.</summary>
public static class CumulativeReturn
{
    /// <returns>0 for an empty curve or E₀ ≤ 0.</returns>
    public static double Of(ReadOnlySpan<double> curve) => curve.IsEmpty || curve[0] <= 0 ? 0 : (curve[^1] / curve[0]) - 1;
}
