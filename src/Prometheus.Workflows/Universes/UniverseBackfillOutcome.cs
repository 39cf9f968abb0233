using Prometheus.Jobs;

namespace Prometheus.Workflows.Universes;

/// <summary>What a backfill of universes came to.</summary>
/// <param name="Stability">Years of stability states.</param>
/// <param name="Scores">Years of assessments.</param>
/// <param name="Members">Years of universe members.</param>
/// <param name="Sessions">Sessions of the range.</param>
/// <param name="LambdaSessions">Sessions with λ̂ for at least one scored name; 0 without predictions.</param>
/// <param name="LambdaCoverage">Scored names with λ̂ over all scored names, mean over those sessions; NaN where there are none.</param>
public sealed record UniverseBackfillOutcome(
    JobOutcome Stability, JobOutcome Scores, JobOutcome Members, int Sessions, int LambdaSessions, double LambdaCoverage);
