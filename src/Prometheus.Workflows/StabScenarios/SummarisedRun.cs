using Prometheus.Stores.Runs;

namespace Prometheus.Workflows.StabScenarios;

/// <summary>What was written into the metrics of one run.</summary>
/// <param name="Run">As it was before.</param>
/// <param name="SetId">The set most of its days were compared with last; null where none was.</param>
/// <param name="Days">Days with metrics.</param>
/// <param name="Written">Whether anything is new.</param>
public sealed record SummarisedRun(RunRow Run, string? SetId, int Days, bool Written);
