namespace Prometheus.Sources.Quality;

/// <summary>What a broken rule does to the row it names.</summary>
public enum QualitySeverity
{
    /// <summary>The row is kept and flagged; or, where it is no bar at all, skipped and counted.</summary>
    Warn,

    /// <summary>The row is quarantined: it reaches no table but <c>data_quality_events</c>.</summary>
    Error,
}
