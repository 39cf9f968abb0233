using Prometheus.Portfolio.Ledger;
using Prometheus.Portfolio.Orders;

namespace Prometheus.Backtest;

/// <summary>
/// Everything a walk carries from one session's close to the next: capture it, continue from it, and the result is the same bit for bit as
/// one long walk. The risk service has no memory, so it has no part here.
/// </summary>
public sealed class WalkState
{
    private WalkState(int session, Ledger ledger, List<Order> openOrders, double peakEquity)
    {
        Session = session;
        Ledger = ledger;
        OpenOrders = openOrders;
        PeakEquity = peakEquity;
    }

    /// <summary>Row of the last finished session; the walk continues with the next one.</summary>
    public int Session { get; internal set; }

    public Ledger Ledger { get; }

    /// <summary>Orders for the next session's open, by ascending column.</summary>
    public List<Order> OpenOrders { get; }

    /// <summary>Highest equity so far, the initial cash included.</summary>
    public double PeakEquity { get; internal set; }

    /// <summary>An account before its first session.</summary>
    /// <param name="firstSession">Row of the first session that will be walked.</param>
    /// <param name="ledger">The book it starts with.</param>
    public static WalkState Before(int firstSession, Ledger ledger) => new(firstSession - 1, ledger, [], ledger.Equity);

    /// <summary>A new decision cancels what rests.</summary>
    internal void ReplaceOrders(Order[] orders)
    {
        OpenOrders.Clear();
        OpenOrders.AddRange(orders);
    }

    /// <summary>A copy that shares nothing with this state.</summary>
    public WalkState Copy() => new(Session, Ledger.Copy(), [.. OpenOrders], PeakEquity);
}
