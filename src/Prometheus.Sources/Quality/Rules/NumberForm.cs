namespace Prometheus.Sources.Quality.Rules;

/// <summary>Text where a number belongs. An empty cell or <c>null</c> is no text but an absent number.</summary>
internal static class NumberForm
{
    public static QualityRule Rule { get; } = new("unparsable_number", QualitySeverity.Error, QualityFlags.None, "a number");
}
