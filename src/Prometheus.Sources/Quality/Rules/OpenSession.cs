namespace Prometheus.Sources.Quality.Rules;

/// <summary>A bar on a date on which the market was closed, or outside the years the calendar covers.</summary>
internal static class OpenSession
{
    public static QualityRule Rule { get; } = new("not_a_session", QualitySeverity.Error, QualityFlags.None, "a session of the market's calendar");
}
