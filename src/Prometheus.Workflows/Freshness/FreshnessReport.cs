namespace Prometheus.Workflows.Freshness;

/// <summary>What follows from the data as they are, and what does not.</summary>
/// <param name="Ranges">By job, then by start.</param>
/// <param name="Runs">By strategy, sleeve and range.</param>
public sealed record FreshnessReport(IReadOnlyList<DerivedRange> Ranges, IReadOnlyList<RunFreshness> Runs);
