using Prometheus.Portfolio.Ledger;
using Prometheus.Portfolio.Orders;

namespace Prometheus.Backtest;

/// <summary>What a walk leaves behind. Sessions and instruments are rows and columns of its market.</summary>
/// <param name="Daily">One record a session, ascending.</param>
/// <param name="Orders">By session, then instrument.</param>
/// <param name="Fills">In the order they were booked.</param>
/// <param name="Decisions">By session.</param>
/// <param name="Positions">At the closes of sessions on which the book changed, and of the last one.</param>
/// <param name="State">At the last close; its open orders are what the next session would trade.</param>
/// <param name="DelistingsWithoutReturn">Held delistings paid at the last close because no fact states a return.</param>
public sealed record WalkResult(
    DailyRecord[] Daily,
    Order[] Orders,
    Fill[] Fills,
    DecisionRecord[] Decisions,
    PositionSnapshot[] Positions,
    WalkState State,
    int DelistingsWithoutReturn);
