namespace Prometheus.Stores;

/// <summary>A stored value of a series that a later import of the same source changed.</summary>
public sealed record SeriesChange(string SeriesId, DateOnly Date, double OldValue, double NewValue, string Source);
