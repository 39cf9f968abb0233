namespace Prometheus.Sources.Quality.Rules;

/// <summary>A well-formed date that no calendar has, such as 2015-13-45.</summary>
internal static class PossibleDate
{
    public static QualityRule Rule { get; } = new("impossible_date", QualitySeverity.Error, QualityFlags.None, "a day of the calendar");
}
