namespace Prometheus.Sources.Quality.Rules;

/// <summary>A date in no known form; forms that could mean two days (03/04/2015) are among them.</summary>
internal static class DateForm
{
    public static QualityRule Rule { get; } = new("unparsable_date", QualitySeverity.Error, QualityFlags.None, "a date yyyy-MM-dd or yyyyMMdd");
}
