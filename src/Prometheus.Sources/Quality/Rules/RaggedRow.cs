namespace Prometheus.Sources.Quality.Rules;

/// <summary>A row with more or fewer fields than the header, for example one written with another separator.</summary>
internal static class RaggedRow
{
    public static QualityRule Rule { get; } = new("ragged_row", QualitySeverity.Error, QualityFlags.None, "as many fields as the header");
}
