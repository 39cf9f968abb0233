using Prometheus.Meta.Scoring;

namespace Prometheus.Meta.Selection;

/// <summary>A run that competed.</summary>
/// <param name="Run">The run and its scores.</param>
/// <param name="Rank">1 is best; null where it was not eligible.</param>
/// <param name="Reason">Why it was not eligible; null where it was.</param>
public sealed record Candidate(ScoredRun Run, int? Rank, string? Reason);
