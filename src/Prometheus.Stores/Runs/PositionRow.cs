namespace Prometheus.Stores.Runs;

/// <summary>One stored position.</summary>
public sealed record PositionRow
{
    public DateOnly AsOfDate { get; init; }

    public string InstrumentId { get; init; } = "";

    public double Quantity { get; init; }

    public double MarketValue { get; init; }

    public double UnrealizedPnl { get; init; }
}
