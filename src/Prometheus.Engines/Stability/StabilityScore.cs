using System.Runtime.InteropServices;

namespace Prometheus.Engines.Stability;

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
        var volatility = Math.Clamp(50 * sigma / options.VolatilityReference, 0, 100);
        var drawdown = Math.Clamp(50 * Math.Abs(maxDrawdown) / options.DrawdownReference, 0, 100);
        var fall = trend >= 0 ? 0 : Math.Clamp(50 * Math.Abs(trend) / options.TrendReference, 0, 100);
        var weights = options.VolatilityWeight + options.DrawdownWeight + options.TrendWeight;
        var index = ((options.VolatilityWeight * volatility) + (options.DrawdownWeight * drawdown) + (options.TrendWeight * fall)) / weights;
        index = Math.Clamp(index, 0, 100);
        return new StabilityScore(volatility, drawdown, fall, index, ClassOf(index, options));
    }

    /// <summary>A boundary lands in the upper class.</summary>
    public static SoftTargetClass ClassOf(double index, StabilityOptions options)
    {
        if (index >= options.BreakerFrom)
            return SoftTargetClass.Breaker;
        if (index >= options.TargetableFrom)
            return SoftTargetClass.Targetable;
        if (index >= options.FragileFrom)
            return SoftTargetClass.Fragile;
        return index >= options.WatchFrom ? SoftTargetClass.Watch : SoftTargetClass.Stable;
    }
}
