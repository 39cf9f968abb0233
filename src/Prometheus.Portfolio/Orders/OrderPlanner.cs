using Prometheus.Portfolio.Ledger;

namespace Prometheus.Portfolio.Orders;

/// <summary>From a wanted book to the orders that lead there; the same for a backtest and a live day.</summary>
public static class OrderPlanner
{
    /// <summary>
    /// One order a name that differs, by ascending column: bought or sold by target − held in whole shares. A held name that is not wanted
    /// is sold.
    /// </summary>
    /// <param name="instruments">Wanted columns, ascending.</param>
    /// <param name="targetShares">Wanted shares, signed, along <paramref name="instruments"/>; fractions are cut toward zero.</param>
    /// <param name="held">Present positions, ascending.</param>
    /// <param name="closes">
    /// All instruments at the decision's close: a name without one is neither bought nor sold. Empty: closes are not asked for.
    /// </param>
    /// <param name="decisionSession">Row of the decision.</param>
    /// <param name="session">Row the orders are valid for.</param>
    public static Order[] Plan(
        ReadOnlySpan<int> instruments,
        ReadOnlySpan<double> targetShares,
        ReadOnlySpan<Position> held,
        ReadOnlySpan<double> closes,
        int decisionSession,
        int session)
    {
        var orders = new Order[instruments.Length + held.Length];
        var count = 0;
        var (i, j) = (0, 0);
        while (i < instruments.Length || j < held.Length)
        {
            var wanted = i < instruments.Length ? instruments[i] : int.MaxValue;
            var present = j < held.Length ? held[j].Instrument : int.MaxValue;
            var instrument = Math.Min(wanted, present);
            var target = wanted == instrument ? Math.Truncate(targetShares[i++]) : 0;
            var change = target - (present == instrument ? held[j++].Quantity : 0);
            var orderable = closes.IsEmpty || !double.IsNaN(closes[instrument]);
            if (!orderable || change == 0 || double.IsNaN(change))
                continue;
            var side = change > 0 ? OrderSide.Buy : OrderSide.Sell;
            orders[count++] = new Order(session, instrument, side, Math.Abs(change), 0, OrderStatus.Submitted, decisionSession);
        }

        return orders.AsSpan(0, count).ToArray();
    }
}
