namespace Prometheus.Stores;

/// <summary>A date on which a market has bars, and how many.</summary>
public readonly record struct SessionRows(DateOnly Date, int Rows);
