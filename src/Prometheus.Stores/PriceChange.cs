namespace Prometheus.Stores;

/// <summary>A stored value that a later import of the same source changed.</summary>
/// <param name="Field">Column of <c>prices_daily</c>, or kind of a corporate action, in upper snake case.</param>
/// <param name="OldValue">NaN where there was none.</param>
/// <param name="NewValue">NaN where there is none any more.</param>
public sealed record PriceChange(string InstrumentId, DateOnly Date, string Field, double OldValue, double NewValue, string Source);
