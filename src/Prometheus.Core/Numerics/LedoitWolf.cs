namespace Prometheus.Core.Numerics;

/// <summary>
/// Ledoit and Wolf (2004): how far to pull a sample covariance S (divisor n, demeaned) toward μ·I, μ = tr S / p, so that the expected
/// squared error is least.
/// </summary>
/// <param name="Intensity">δ in [0, 1]: Σ = (1 − δ)·S + δ·μ·I.</param>
/// <param name="MeanVariance">μ.</param>
public readonly record struct LedoitWolf(double Intensity, double MeanVariance)
{
    /// <summary>
    /// δ = min(b², d²) / d² with d² = ‖S − μI‖² and b² = (1/n²) Σ_t ‖x_t x_tᵀ − S‖² = (1/n²)(Σ_t |x_t|⁴ − n·‖S‖²).
    /// </summary>
    /// <param name="observations">n.</param>
    /// <param name="variables">p.</param>
    /// <param name="trace">tr S.</param>
    /// <param name="squaredNorm">‖S‖², Frobenius.</param>
    /// <param name="fourthPowers">Σ_t |x_t|⁴ over demeaned observations.</param>
    public static LedoitWolf Estimate(int observations, int variables, double trace, double squaredNorm, double fourthPowers)
    {
        var mean = trace / variables;
        var distance = squaredNorm - (variables * mean * mean);
        var noise = (fourthPowers - (observations * squaredNorm)) / ((double)observations * observations);
        return new LedoitWolf(distance > 0 ? Math.Clamp(noise / distance, 0, 1) : 1, mean);
    }
}
