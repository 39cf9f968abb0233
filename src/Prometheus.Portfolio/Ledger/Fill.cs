using System.Runtime.InteropServices;

namespace Prometheus.Portfolio.Ledger;

/// <summary>A fact: shares changed hands.</summary>
/// <param name="Session">Row of the session of the trade.</param>
/// <param name="Instrument">Column.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Quantity">Shares, &gt; 0.</param>
/// <param name="Price">Paid or received per share, slippage included.</param>
/// <param name="Slippage">Cash lost against the reference price, ≥ 0.</param>
/// <param name="Commission">Cash, ≥ 0, not part of the price.</param>
/// <param name="DecisionSession">Row of the decision behind it; for a delisting the session itself.</param>
/// <param name="Reason">Why it happened.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Fill(
    int Session, int Instrument, OrderSide Side, double Quantity, double Price, double Slippage, double Commission, int DecisionSession, FillReason Reason);

/// <summary>What made a fill. Stored in upper snake case.</summary>
public enum FillReason : byte
{
    Order,

    /// <summary>The instrument left the market; holders were paid out.</summary>
    Delisting,

    /// <summary>A split left a fraction of a share, which was paid in cash.</summary>
    CashInLieu,
}
