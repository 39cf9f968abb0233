namespace Prometheus.Sources.Quality.Rules;

/// <summary>A second bar of one instrument on one date; the first in reading order stays, also where both say the same.</summary>
internal static class DuplicateDate
{
    public static QualityRule Rule { get; } = new("duplicate_date", QualitySeverity.Error, QualityFlags.None, "one row a date");
}
