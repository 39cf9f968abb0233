namespace Prometheus.Backtest.Metrics;

/// <summary>min_i (E_i / max_{j≤i} E_j − 1), a fraction ≤ 0.</summary>
public static class MaxDrawdown
{
    /// <returns>0 for an empty curve or E₀ ≤ 0.</returns>
    public static double Of(ReadOnlySpan<double> curve)
    {
        if (curve.IsEmpty || curve[0] <= 0)
            return 0;
        var (peak, deepest) = (curve[0], 0.0);
        foreach (var equity in curve)
        {
            peak = Math.Max(peak, equity);
            deepest = Math.Min(deepest, (equity / peak) - 1);
        }

        return deepest;
    }
}
