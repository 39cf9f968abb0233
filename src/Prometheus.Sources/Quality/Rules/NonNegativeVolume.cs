namespace Prometheus.Sources.Quality.Rules;

/// <summary>Volumes are 0 or more; absent ones pass.</summary>
internal static class NonNegativeVolume
{
    public static QualityRule Rule { get; } = new("negative_volume", QualitySeverity.Error, QualityFlags.None, "a volume of 0 or more");
}
