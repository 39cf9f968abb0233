namespace Prometheus.Workflows.Data;

/// <summary>A session on which many names lack a bar.</summary>
/// <param name="Observed">Names with a bar.</param>
/// <param name="Expected">Names whose first bar is not later and whose last bar is not earlier.</param>
public readonly record struct ThinSession(DateOnly Date, int Observed, int Expected);
