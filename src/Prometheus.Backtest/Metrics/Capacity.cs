using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Portfolio.Orders;
using Prometheus.Portfolio.Risk;

namespace Prometheus.Backtest.Metrics;

/// <summary>How much money a run could have carried.</summary>
public static class Capacity
{
    /// <summary>The share of volume both statistics are stated for.</summary>
    public const double Participation = 0.10;

    private const int VolumeSessions = 63;
    private const double BoundOrders = 0.05;

    /// <summary>
    /// Sessions to sell the whole book at 10 % of each name's average volume: the slowest name of a snapshot, averaged over the snapshots.
    /// RAW levels only; NaN where no held name has a volume.
    /// </summary>
    public static double DaysToLiquidate(Market market, ReadOnlySpan<PositionSnapshot> snapshots)
    {
        var slowest = new List<double>();
        foreach (var snapshot in snapshots)
        {
            var held = Array.FindAll(snapshot.Positions, p => market.Basis[p.Instrument] == PriceBasis.Raw);
            var volumes = AverageVolume.Of(market.AsOf(snapshot.Session), Array.ConvertAll(held, p => p.Instrument), VolumeSessions);
            var days = double.NaN;
            for (var i = 0; i < held.Length; i++)
            {
                if (volumes[i] > 0)
                    days = Math.Max(double.IsNaN(days) ? 0 : days, Math.Abs(held[i].Quantity) / (Participation * volumes[i]));
            }

            if (!double.IsNaN(days))
                slowest.Add(days);
        }

        return Sample.Mean([.. slowest]);
    }

    /// <summary>
    /// Capital at which one order in twenty would have met 10 % of its session's volume: the 5 % quantile of equity·10 %·volume / quantity
    /// over the orders as first submitted. In the market's currency; NaN without orders that met a volume.
    /// </summary>
    public static double CapitalAtParticipation(Market market, ReadOnlySpan<Order> orders, ReadOnlySpan<DailyRecord> daily)
    {
        var capital = new List<double>(orders.Length);
        foreach (ref readonly var order in orders)
        {
            var decided = order.DecisionSession - daily[0].Session;
            var firstSubmitted = order.Session <= order.DecisionSession + 1;
            var volume = market.Prices.Volume[order.Session, order.Instrument];
            if (firstSubmitted && decided >= 0 && volume > 0)
                capital.Add(daily[decided].Equity * Participation * volume / order.Quantity);
        }

        return Sample.Quantile(capital.ToArray(), BoundOrders);
    }
}
