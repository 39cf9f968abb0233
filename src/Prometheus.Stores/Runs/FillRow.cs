namespace Prometheus.Stores.Runs;

/// <summary>One stored fill.</summary>
public sealed record FillRow
{
    public DateOnly TradeDate { get; init; }

    public string InstrumentId { get; init; } = "";

    /// <summary>BUY or SELL.</summary>
    public string Side { get; init; } = "";

    public double Quantity { get; init; }

    public double Price { get; init; }

    public double Commission { get; init; }
}
