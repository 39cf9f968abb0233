namespace Prometheus.Stores.States;

/// <summary>A row of <c>regimes</c>.</summary>
public sealed record RegimeRow
{
    public DateOnly AsOfDate { get; init; }

    /// <summary>CRISIS, RISK_OFF, CARRY or NEUTRAL.</summary>
    public string RegimeLabel { get; init; } = "";

    public double Confidence { get; init; }

    public double PCrisis { get; init; }

    public double PRiskOff { get; init; }

    public double PCarry { get; init; }

    public double PNeutral { get; init; }

    /// <summary>Null: the equal-weight market.</summary>
    public string? InstrumentId { get; init; }
}
