using System.Runtime.InteropServices;

namespace Prometheus.States.Stability;

/// <summary>The three component scores, the index and the class of one window (sheet B §2.1).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StabilityScore(double Volatility, double Drawdown, double Trend, double Index, SoftTargetClass Class)
{
    /// <param name="sigma">Daily volatility, ≥ 0.</param>
    /// <param name="maxDrawdown">≤ 0, a fraction.</param>
    /// <param name="trend">Total return over the window, a fraction; only a fall scores.</param>
    /// <param name="options">References, weights and cuts.</param>
    public static StabilityScore Of(double sigma, double maxDrawdown, double trend, StabilityOptions options)
    {
        Span<double> scores = stackalloc double[4];
        new StabilityScorer(options).Score([sigma], [maxDrawdown], [trend], scores[..1], scores[1..2], scores[2..3], scores[3..]);
        return new StabilityScore(scores[0], scores[1], scores[2], scores[3], ClassOf(scores[3], options));
    }

    /// <summary>A boundary lands in the upper class.</summary>
    public static SoftTargetClass ClassOf(double index, StabilityOptions options) => (SoftTargetClass)new StabilityScorer(options).CodeOf(index);
}
