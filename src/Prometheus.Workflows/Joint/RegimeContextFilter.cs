namespace Prometheus.Workflows.Joint;

/// <summary>Which texts of a session count; null is any.</summary>
/// <param name="Language">Of an article, whatever its case.</param>
/// <param name="Country">Of a macro event.</param>
/// <param name="EventType">Of a macro event.</param>
public sealed record RegimeContextFilter(string? Language, string? Country, string? EventType);
