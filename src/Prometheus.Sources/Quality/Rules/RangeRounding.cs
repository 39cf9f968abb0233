namespace Prometheus.Sources.Quality.Rules;

/// <summary>Adjusted levels whose order is off by a rounding of the adjustment: between 1e-6 and 1e-3 of the close.</summary>
internal static class RangeRounding
{
    public static QualityRule Rule { get; } = new(
        "range_rounding", QualitySeverity.Warn, QualityFlags.RangeRounding, "low ≤ min(open, close) ≤ max(open, close) ≤ high");

    /// <summary>Asked of rows that pass <see cref="HighLowOrder"/>.</summary>
    public static bool IsBroken(in BarRow bar)
        => !(bar.Low <= bar.Open && bar.Low <= bar.Close && bar.Open <= bar.High && bar.Close <= bar.High)
            && HighLowOrder.Violation(bar) > HighLowOrder.Rounding;
}
