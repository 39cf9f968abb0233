namespace Prometheus.Sources.Quality.Rules;

/// <summary>A split ratio is positive (0 and empty mean none), a dividend is 0 or more.</summary>
internal static class ActionValues
{
    public static QualityRule Rule { get; } = new("bad_action", QualitySeverity.Error, QualityFlags.None, "a split ratio and a dividend of 0 or more");
}
