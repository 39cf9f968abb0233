namespace Prometheus.Portfolio.Orders;

/// <summary>What became of a day order by the end of its session. Stored in upper snake case.</summary>
public enum OrderStatus : byte
{
    /// <summary>Nothing was traded (no bar, no volume, no cash); a remainder that rests is submitted again next session.</summary>
    Submitted,
    PartiallyFilled,
    Filled,
    Cancelled,
    Rejected,
}
