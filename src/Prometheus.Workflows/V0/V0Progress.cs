using Prometheus.Jobs;

namespace Prometheus.Workflows.V0;

/// <summary>How far the flow is.</summary>
/// <param name="Step">From 1.</param>
/// <param name="Steps">All.</param>
/// <param name="Name">Of the step.</param>
/// <param name="Outcome">What the step came to; null while it runs.</param>
/// <param name="Units">Of the long work inside the step; null where there is none.</param>
public sealed record V0Progress(int Step, int Steps, string Name, string? Outcome = null, JobProgress? Units = null);
