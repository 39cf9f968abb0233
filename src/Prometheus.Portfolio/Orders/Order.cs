using System.Runtime.InteropServices;
using Prometheus.Portfolio.Ledger;

namespace Prometheus.Portfolio.Orders;

/// <summary>
/// A market order for one session's open. A remainder is not amended: it is submitted again as the next session's order with the same
/// <paramref name="DecisionSession"/>, so that no order row ever depends on a later session.
/// </summary>
/// <param name="Session">Row of the session it is valid for.</param>
/// <param name="Instrument">Column.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Quantity">Shares asked for, &gt; 0.</param>
/// <param name="FilledQuantity">Shares traded on that session.</param>
/// <param name="Status">By the end of that session.</param>
/// <param name="DecisionSession">Row of the decision it follows from.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Order(
    int Session, int Instrument, OrderSide Side, double Quantity, double FilledQuantity, OrderStatus Status, int DecisionSession);

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
