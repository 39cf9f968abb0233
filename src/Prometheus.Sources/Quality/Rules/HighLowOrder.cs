using Prometheus.Core.Instruments;

namespace Prometheus.Sources.Quality.Rules;

/// <summary>low ≤ min(open, close) ≤ max(open, close) ≤ high, up to 1e-6 of the close (1e-3 on adjusted levels, see <see cref="RangeRounding"/>).</summary>
internal static class HighLowOrder
{
    public const double Rounding = 1e-6;

    private const double AdjustedRounding = 1e-3;

    public static QualityRule Rule { get; } = new(
        "high_low_order", QualitySeverity.Error, QualityFlags.None, "low ≤ min(open, close) ≤ max(open, close) ≤ high");

    public static bool IsBroken(in BarRow bar, PriceBasis basis)
    {
        // All observed and in order, as nearly every row is.
        if (bar.Low <= bar.Open && bar.Low <= bar.Close && bar.Open <= bar.High && bar.Close <= bar.High)
            return false;
        return Violation(bar) > (basis == PriceBasis.Raw ? Rounding : AdjustedRounding);
    }

    /// <summary>The widest gap against the order as a fraction of the close; comparisons with absent prices do not count.</summary>
    public static double Violation(in BarRow bar)
    {
        var widest = 0.0;
        Widen(bar.Low - bar.Close);
        Widen(bar.Low - bar.Open);
        Widen(bar.Low - bar.High);
        Widen(bar.Close - bar.High);
        Widen(bar.Open - bar.High);
        return widest / bar.Close;

        void Widen(double gap)
        {
            if (gap > widest)
                widest = gap;
        }
    }
}
