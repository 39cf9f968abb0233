namespace Prometheus.Sources.Quality.Rules;

/// <summary>A row without a numeric close is no bar: it is skipped and counted. A close without an open is one.</summary>
internal static class MissingClose
{
    public static QualityRule Rule { get; } = new("no_close", QualitySeverity.Warn, QualityFlags.None, "a numeric close");
}
