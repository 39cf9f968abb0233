using Prometheus.Backtest;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Signals;
using Prometheus.Portfolio.Costs;
using Prometheus.Portfolio.Ledger;
using Prometheus.Portfolio.Orders;
using Prometheus.Testing.Markets;
using Xunit;

namespace Prometheus.Tests.Backtest;

/// <summary>Small walks worked out by hand.</summary>
public sealed class WalkTests
{
    private static readonly WalkOptions Free = new()
    {
        InitialCash = 1_000,
        Risk = null,
        Simulator = new SimulatorOptions { Costs = new CostOptions { SlippageBps = 0, CommissionBps = 0 } },
    };

    [Fact]
    public void Buy_split_dividend_and_sale_by_hand()
    {
        var market = new TinyMarket(5, "A").Close("A", 10, 10, 5.5, 6, 6).Action("A", 2, split: 2, dividend: 0.5).Build();
        var result = Run(market, Free, (0, Want(100)), (2, Nothing));
        Assert.Equal([1_000, 1_000, 1_200, 1_300, 1_300], result.Daily.Select(d => d.Equity));
        Assert.Equal([0, 0, 100, 0, 0], result.Daily.Select(d => d.Dividends));
        Assert.Equal((200.0, 6.0), (result.Fills[1].Quantity, result.Fills[1].Price));
        Assert.Equal(200, result.State.Ledger.RealizedProfit);
        Assert.Equal((1_300.0, 0), (result.State.Ledger.Cash, result.State.Ledger.Positions.Length));
        Assert.Equal([1, 2, 3, 4], result.Positions.Select(p => p.Session));
    }

    [Fact]
    public void A_large_order_takes_its_share_of_the_volume_and_the_rest_waits_for_the_next_session()
    {
        var market = new TinyMarket(4, "A").Close("A", 1).Volume("A", 20_000).Build();
        var result = Run(market, Free with { InitialCash = 1e6 }, (0, Want(10_000)));
        Assert.Equal(
            [(1, 10_000.0, 2_000.0, OrderStatus.PartiallyFilled), (2, 8_000.0, 2_000.0, OrderStatus.PartiallyFilled), (3, 6_000.0, 2_000.0, OrderStatus.PartiallyFilled)],
            result.Orders.Select(o => (o.Session, o.Quantity, o.FilledQuantity, o.Status)));
        Assert.All(result.Orders, o => Assert.Equal(0, o.DecisionSession));
        Assert.Equal(4_000, Assert.Single(result.State.OpenOrders).Quantity);
    }

    [Fact]
    public void A_missing_bar_lets_the_order_rest_and_never_doubles_it()
    {
        var market = new TinyMarket(4, "A").Close("A", 10, double.NaN, double.NaN, 10).Build();
        var result = Run(market, Free, (0, Want(50)), (1, Decision.Hold));
        Assert.Equal([OrderStatus.Submitted, OrderStatus.Submitted, OrderStatus.Filled], result.Orders.Select(o => o.Status));
        Assert.Equal((3, 50.0), (Assert.Single(result.Fills).Session, result.Fills[0].Quantity));
        Assert.Equal(50, result.State.Ledger.QuantityOf(0));
    }

    [Fact]
    public void From_short_to_long_the_average_cost_starts_anew()
    {
        var market = new TinyMarket(4, "A").Close("A", 10, 10, 8, 9).Build();
        var result = Run(market, Free, (0, Want(-100)), (1, Want(50)));
        var position = Assert.Single(result.State.Ledger.Positions.ToArray());
        Assert.Equal((50.0, 8.0), (position.Quantity, position.AverageCost));
        Assert.Equal(200, result.State.Ledger.RealizedProfit);
        Assert.Equal([1_000, 1_000, 1_200, 1_250], result.Daily.Select(d => d.Equity));
    }

    [Fact]
    public void Slippage_moves_the_price_against_the_order_and_commission_is_charged_beside_it()
    {
        var market = new TinyMarket(3, "A").Close("A", 100).Build();
        var costs = Free with { InitialCash = 10_000, Simulator = Free.Simulator with { Costs = new CostOptions { SlippageBps = 10, CommissionBps = 1 } } };
        var result = Run(market, costs, (0, Want(10)), (1, Nothing));
        Assert.Equal(100.10, result.Fills[0].Price, 12);
        Assert.Equal(99.90, result.Fills[1].Price, 12);
        Assert.Equal(1.0, result.Fills[0].Slippage, 10);
        Assert.Equal(0.1001, result.Fills[0].Commission, 12);
        Assert.Equal(10_000 - 1 - 0.1001 - 1 - 0.0999, result.Daily[2].Equity, 8);
        Assert.Equal(1_001.0 / (2 * result.Daily[1].Equity), result.Daily[1].Turnover, 12);
    }

    [Fact]
    public void A_fresh_target_cancels_what_still_rests_on_the_other_side()
    {
        var market = new TinyMarket(5, "A").Close("A", 1).Volume("A", 20_000).Build();
        var result = Run(market, Free with { InitialCash = 1e6 }, (0, Want(10_000)), (2, Want(1_000)));
        // 2,000 a session twice, then 6,000 still rest; wanting 1,000 sells 3,000 instead.
        Assert.Equal(
            [(1, OrderSide.Buy, 10_000.0, 0), (2, OrderSide.Buy, 8_000.0, 0), (3, OrderSide.Sell, 3_000.0, 2), (4, OrderSide.Sell, 1_000.0, 2)],
            result.Orders.Select(o => (o.Session, o.Side, o.Quantity, o.DecisionSession)));
        Assert.Equal(1_000, result.State.Ledger.QuantityOf(0));
        Assert.Empty(result.State.OpenOrders);
    }

    [Fact]
    public void Hold_lets_resting_orders_rest()
    {
        var market = new TinyMarket(4, "A").Close("A", 1).Volume("A", 20_000).Build();
        var result = Run(market, Free with { InitialCash = 1e6 }, (0, Want(5_000)), (1, Decision.Hold));
        Assert.Equal(5_000, result.State.Ledger.QuantityOf(0));
        Assert.False(result.Decisions[1].Ordered);
    }

    [Fact]
    public void When_the_open_gaps_up_all_buys_shrink_by_one_factor()
    {
        var market = new TinyMarket(3, "A", "B").Close("A", 10).Close("B", 20).Open("A", 10, 12, 12).Open("B", 20, 24, 24).Build();
        var result = Run(market, Free, (0, Decision.Weights([0, 1], [0.5, 0.5])));
        // 50 × 12 + 25 × 24 = 1,200 for 1,000 in cash: five sixths, in whole shares.
        Assert.Equal([(0, 41.0), (1, 20.0)], result.Fills.Where(f => f.Session == 1).Select(f => (f.Instrument, f.Quantity)));
        Assert.All(result.Daily, d => Assert.True(d.Cash >= 0));
        Assert.Equal([OrderStatus.PartiallyFilled, OrderStatus.PartiallyFilled], result.Orders.Where(o => o.Session == 1).Select(o => o.Status));
    }

    [Fact]
    public void Sells_pay_for_buys_of_the_same_session()
    {
        var market = new TinyMarket(4, "A", "B").Close("A", 10).Close("B", 20).Build();
        var result = Run(market, Free, (0, Decision.Shares([1], [50])), (1, Decision.Shares([0], [100])));
        Assert.Equal(
            [(1, OrderSide.Buy), (1, OrderSide.Sell), (0, OrderSide.Buy)], result.Fills.Select(f => (f.Instrument, f.Side)));
        Assert.Equal(100, result.State.Ledger.QuantityOf(0));
    }

    [Fact]
    public void A_split_scales_the_resting_order_and_pays_the_fraction_in_cash()
    {
        var market = new TinyMarket(5, "A").Close("A", 30, 30, 20, 20, 20).Volume("A", 1_010, 1_010, 5_000, 5_000, 5_000)
            .Action("A", 2, split: 1.5, dividend: 1).Build();
        var result = Run(market, Free with { InitialCash = 100_000 }, (0, Want(202)));
        // 101 held become 151 and a half, the half is paid at 20; 101 resting become 151; a dollar on each of 151.
        Assert.Equal(
            [(1, 101.0, FillReason.Order), (2, 0.5, FillReason.CashInLieu), (2, 151.0, FillReason.Order)],
            result.Fills.Select(f => (f.Session, f.Quantity, f.Reason)));
        Assert.Equal((OrderSide.Sell, 20.0), (result.Fills[1].Side, result.Fills[1].Price));
        Assert.Equal(151, result.Daily[2].Dividends);
        Assert.Equal(302, result.State.Ledger.QuantityOf(0));
        Assert.Equal(100_000 + 151, result.Daily[2].Equity, 9);
    }

    [Fact]
    public void A_delisted_holding_is_paid_out_with_its_final_loss()
    {
        var market = new TinyMarket(5, "A", "B").Close("A", 10, 10, 10, double.NaN, double.NaN).Close("B", 10).Delisted("A", 3, -0.3).Build();
        var result = Run(market, Free, (0, Decision.Shares([0, 1], [50, 50])), (2, Decision.Shares([0, 1], [40, 50])));
        var last = result.Fills[^1];
        Assert.Equal((3, OrderSide.Sell, 50.0, 7.0, FillReason.Delisting), (last.Session, last.Side, last.Quantity, last.Price, last.Reason));
        Assert.Equal([1_000, 1_000, 1_000, 850, 850], result.Daily.Select(d => d.Equity));
        Assert.Equal(OrderStatus.Rejected, result.Orders[^1].Status);
        Assert.Equal(0, result.DelistingsWithoutReturn);
    }

    [Fact]
    public void A_delisting_acts_when_it_is_known_and_without_a_return_pays_the_last_close()
    {
        var market = new TinyMarket(6, "A").Close("A", 10, 10, 9, double.NaN).Delisted("A", 3, null, knownOn: 4).Build();
        var result = Run(market, Free, (0, Want(100)));
        Assert.Equal((4, 9.0), (result.Fills[1].Session, result.Fills[1].Price));
        Assert.Equal([0, 0, 0, 1, 0, 0], result.Daily.Select(d => d.StalePositions));
        Assert.Equal(1, result.DelistingsWithoutReturn);
    }

    [Fact]
    public void A_hole_in_the_data_is_no_reason_to_sell()
    {
        var market = new TinyMarket(5, "A", "B").Close("A", 10, 10, double.NaN, 12, 12).Close("B", 10).Build();
        var result = Run(market, Free, (0, Decision.Weights([0, 1], [0.5, 0.5])), (2, Decision.Weights([1], [0.5])));
        Assert.Equal(50, result.State.Ledger.QuantityOf(0));
        Assert.Equal([1_000, 1_000, 1_000, 1_100, 1_100], result.Daily.Select(d => d.Equity));
        Assert.Equal(1, result.Daily[2].StalePositions);
    }

    [Fact]
    public void The_last_decision_is_logged_and_its_orders_wait()
    {
        var market = new TinyMarket(3, "A").Close("A", 10).Build();
        var result = Run(market, Free, (2, Want(10)));
        Assert.False(Assert.Single(result.Decisions).Ordered);
        Assert.Empty(result.Orders);
        Assert.Equal((3, 10.0), (Assert.Single(result.State.OpenOrders).Session, result.State.OpenOrders[0].Quantity));
    }

    [Fact]
    public void The_same_close_can_fill_its_own_decision()
    {
        var market = new TinyMarket(3, "A").Close("A", 10, 11, 12).Open("A", 99).Volume("A", 1_000).Build();
        var result = Run(market, Free with { InitialCash = 10_000, Simulator = Free.Simulator with { FillAtSameClose = true } }, (0, Want(150)));
        Assert.Equal([(0, 100.0, 10.0), (1, 50.0, 11.0)], result.Fills.Select(f => (f.Session, f.Quantity, f.Price)));
        Assert.Equal([10_000, 10_100, 10_250], result.Daily.Select(d => d.Equity));
        Assert.Equal([0, 0, 0], result.Daily.Select(d => d.StalePositions));
    }

    [Fact]
    public void Risk_cuts_weights_before_they_become_orders()
    {
        var market = new TinyMarket(3, "A", "B").Close("A", 10).Close("B", 10).Build();
        var result = Run(market, Free with { Risk = new() { PerNameCap = 0.2 } }, (0, Decision.Weights([0, 1], [0.5, 0.1])));
        Assert.Equal([20.0, 10.0], result.Fills.Select(f => f.Quantity));
        Assert.Equal([0.2, 0.1], result.Decisions[0].FinalWeights);
        Assert.Equal(2, result.Decisions[0].RiskActions.Length);
    }

    [Fact]
    public void Shares_the_risk_service_leaves_alone_stay_as_they_were_asked_for()
    {
        var market = new TinyMarket(3, "A", "B").Close("A", 3).Close("B", 7).Build();
        var result = Run(market, Free with { Risk = new() { PerNameCap = 0.2 } }, (0, Decision.Shares([0, 1], [33, 100])));
        Assert.Equal([33.0, 28.0], result.Fills.Select(f => f.Quantity));
    }

    [Fact]
    public void A_decision_that_is_no_book_is_refused_in_one_sentence()
    {
        var market = new TinyMarket(3, "A", "B").Close("A", 10).Close("B", 10).Build();
        Assert.Contains("without a reason", Refused(market, Decision.Weights([], [])).Message, StringComparison.Ordinal);
        Assert.Contains("ascending", Refused(market, Decision.Weights([1, 0], [0.1, 0.1])).Message, StringComparison.Ordinal);
        Assert.Contains("2 instruments and 1 targets", Refused(market, Decision.Weights([0, 1], [0.1])).Message, StringComparison.Ordinal);
        Assert.Contains("wants NaN of A", Refused(market, Decision.Weights([0], [double.NaN])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Drawdown_starts_from_the_initial_cash()
    {
        var market = new TinyMarket(4, "A").Close("A", 10, 9, 12, 9).Open("A", 10).Build();
        var result = Run(market, Free, (0, Want(100)));
        Assert.Equal([0, -0.1, 0, -0.25], result.Daily.Select(d => Math.Round(d.Drawdown, 12)));
    }

    private static readonly Decision Nothing = Decision.Shares([], [], "the test is over");

    private static Decision Want(double shares) => Decision.Shares([0], [shares]);

    private static WalkResult Run(Market market, WalkOptions options, params (int Session, Decision Decision)[] script)
    {
        var strategy = new ScriptedStrategy(script);
        return Walk.Run(market, Signals.None, strategy, options, 0, market.Sessions.Count - 1, strategy.Sessions);
    }

    private static ModelError Refused(Market market, Decision decision) => Assert.Throws<ModelError>(() => Run(market, Free, (0, decision)));
}
