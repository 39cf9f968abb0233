namespace Prometheus.Workflows.Facts;

/// <summary>What one table of facts holds of a market.</summary>
/// <param name="First">First date of what it is about (of publication, of the period's end); null for an empty table.</param>
public sealed record FactTableCount(string Table, long Rows, DateOnly? First, DateOnly? Last, string Remarks);
