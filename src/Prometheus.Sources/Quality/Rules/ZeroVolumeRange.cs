namespace Prometheus.Sources.Quality.Rules;

/// <summary>A day whose price moved although nothing was traded.</summary>
internal static class ZeroVolumeRange
{
    public static QualityRule Rule { get; } = new("zero_volume_range", QualitySeverity.Warn, QualityFlags.ZeroVolumeRange, "a volume where high > low");

    public static bool IsBroken(in BarRow bar) => bar.Volume == 0 && bar.High > bar.Low;
}
