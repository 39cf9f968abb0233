namespace Prometheus.Workflows.Facts;

/// <summary>Something that does not belong together among texts and fundamentals.</summary>
/// <param name="IsError">It must not be: a point in time is broken. Else it is worth a look.</param>
/// <param name="Count">How often.</param>
/// <param name="Example">The first one.</param>
public sealed record FactFinding(bool IsError, string Rule, int Count, string Example);
