using Prometheus.Portfolio.Ledger;
using Prometheus.Portfolio.Orders;
using Xunit;

namespace Prometheus.Tests.Portfolio.Orders;

public sealed class OrderPlannerTests
{
    private static readonly double[] Closes = [10, 20, 30, double.NaN, 50];

    [Fact]
    public void Orders_lead_from_what_is_held_to_what_is_wanted()
    {
        var orders = OrderPlanner.Plan([0, 2, 4], [100, 30, 7], [Held(1, 40), Held(2, 50), Held(4, 7)], Closes, 5, 6);
        Assert.Equal([(0, OrderSide.Buy, 100.0), (1, OrderSide.Sell, 40.0), (2, OrderSide.Sell, 20.0)], orders.Select(o => (o.Instrument, o.Side, o.Quantity)));
        Assert.All(orders, o => Assert.Equal((6, 5, OrderStatus.Submitted), (o.Session, o.DecisionSession, o.Status)));
    }

    [Fact]
    public void A_name_without_a_close_is_neither_bought_nor_sold()
    {
        Assert.Empty(OrderPlanner.Plan([3], [100], [], Closes, 0, 1));
        Assert.Empty(OrderPlanner.Plan([], [], [Held(3, 100)], Closes, 0, 1));
        Assert.Single(OrderPlanner.Plan([], [], [Held(3, 100)], [], 0, 1));
    }

    [Fact]
    public void Fractions_are_cut_toward_zero_and_one_order_crosses_zero()
    {
        Assert.Empty(OrderPlanner.Plan([0, 1], [10.9, -5.9], [Held(0, 10), Held(1, -5)], Closes, 0, 1));
        var order = Assert.Single(OrderPlanner.Plan([0], [-30], [Held(0, 50)], Closes, 0, 1));
        Assert.Equal((OrderSide.Sell, 80.0), (order.Side, order.Quantity));
    }

    [Fact]
    public void Weights_become_whole_shares_toward_zero()
        => Assert.Equal([99, -4, double.NaN], TargetShares.FromWeights([0, 1, 3], [0.0999, -0.009, 0.5], 10_000, Closes));

    private static Position Held(int instrument, double shares) => new(instrument, shares, 1, 1, 0);
}
