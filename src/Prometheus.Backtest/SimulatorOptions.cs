using Prometheus.Core.Options;
using Prometheus.Portfolio.Costs;

namespace Prometheus.Backtest;

/// <summary>How orders meet the market.</summary>
public sealed record SimulatorOptions
{
    public static SimulatorOptions Default { get; } = new();

    public CostOptions Costs { get; init; } = CostOptions.Default;

    /// <summary>Most of a session's volume one order may take; 0 is no limit.</summary>
    [Range(0, 1, Unit = "fraction of volume")]
    public double ParticipationRate { get; init; } = 0.10;

    /// <summary>When true, short cash does not scale buys down (W1 only).</summary>
    public bool AllowNegativeCash { get; init; }

    /// <summary>When false an order that meets no open price is dropped instead of resting, remainders too (W1 only).</summary>
    public bool UnfilledOrdersRest { get; init; } = true;

    /// <summary>When false splits, dividends and delistings are not booked: prices count as they stand (W1 only).</summary>
    public bool BookCorporateActions { get; init; } = true;

    /// <summary>When true a name without a close at the decision may be ordered all the same (W1 only).</summary>
    public bool OrderWithoutClose { get; init; }

    /// <summary>Fill at the decision's own close instead of the next open; look-ahead by one auction, for comparison only.</summary>
    public bool FillAtSameClose { get; init; }
}
