namespace Prometheus.Sources.Quality.Rules;

/// <summary>A file with a header and nothing below it.</summary>
internal static class NoRows
{
    public static QualityRule Rule { get; } = new("no_rows", QualitySeverity.Warn, QualityFlags.None, "rows below the header");
}
