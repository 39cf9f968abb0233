using Prometheus.Backtest;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Signals;
using Prometheus.Portfolio.Ledger;
using Prometheus.Testing.Markets;
using Xunit;

namespace Prometheus.Tests.Backtest;

/// <summary>Nothing dated ≤ t may notice what happens after t; two strategies that cheat are caught.</summary>
public sealed class LookAheadTests
{
    private const int Sessions = 160;

    [Theory]
    [InlineData(1, 30)]
    [InlineData(1, 101)]
    [InlineData(2, 77)]
    [InlineData(3, 158)]
    public void A_walk_does_not_change_when_the_future_is_cut_or_scrambled(int seed, int session)
    {
        var market = RandomMarket.Make(seed, 30, Sessions);
        var whole = Run(market, new ReversalStrategy());
        WalkRows.AssertEqualUpTo(session, whole, Run(MarketEdits.CutAfter(market, session), new ReversalStrategy()));
        WalkRows.AssertEqualUpTo(session, whole, Run(MarketEdits.ScrambleAfter(market, session, seed + 100), new ReversalStrategy()));
        Assert.NotEmpty(whole.Fills);
    }

    [Theory]
    [InlineData(1, 98)]
    [InlineData(2, 101)]
    public void Filling_at_the_same_close_looks_no_further_than_that_close(int seed, int session)
    {
        var options = Options with { Simulator = new() { FillAtSameClose = true } };
        var market = RandomMarket.Make(seed, 30, Sessions);
        var whole = Run(market, new ReversalStrategy(), options);
        WalkRows.AssertEqualUpTo(session, whole, Run(MarketEdits.CutAfter(market, session), new ReversalStrategy(), options));
        Assert.Contains(whole.Fills, f => f.Session == f.DecisionSession && f.Reason == Prometheus.Portfolio.Ledger.FillReason.Order);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(4, 63)]
    [InlineData(5, 64)]
    [InlineData(6, 158)]
    public void Continuing_a_captured_state_is_one_long_walk(int seed, int session)
    {
        var market = RandomMarket.Make(seed, 30, Sessions);
        var whole = Run(market, new ReversalStrategy());
        var first = Walk.Run(market, Signals.None, new ReversalStrategy(), Options, 0, session, Decisions(market));
        var captured = first.State.Copy();
        var second = Walk.Run(market, Signals.None, new ReversalStrategy(), Options, session + 1, Sessions - 1, Decisions(market), first.State);
        Assert.Equal(whole.Daily, first.Daily.Concat(second.Daily));
        Assert.Equal(whole.Orders, first.Orders.Concat(second.Orders));
        Assert.Equal(whole.Fills, first.Fills.Concat(second.Fills));
        Assert.Equal(captured.OpenOrders, first.State.OpenOrders);
        Assert.Equal(captured.Ledger.Cash, first.State.Ledger.Cash);

        var live = Walk.Run(market, Signals.None, new ReversalStrategy(), Options, session + 1, session + 1, Decisions(market), captured);
        Assert.Equal(whole.Daily[session + 1], Assert.Single(live.Daily));
    }

    [Fact]
    public void A_strategy_that_reads_tomorrow_through_its_view_is_stopped()
    {
        var market = RandomMarket.Make(7, 10, 40);
        var error = Assert.Throws<LookAheadError>(() => Run(market, new PeekingStrategy()));
        Assert.Contains("ends at row", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_strategy_that_smuggles_the_market_is_caught_by_cutting_the_future()
    {
        var market = RandomMarket.Make(8, 20, Sessions);
        var whole = Run(market, new SmugglingStrategy(market));
        var cut = MarketEdits.CutAfter(market, 98);
        Assert.ThrowsAny<Exception>(() => WalkRows.AssertEqualUpTo(98, whole, Run(cut, new SmugglingStrategy(cut))));
    }

    [Fact]
    public void Names_the_market_does_not_list_yet_change_nothing()
    {
        var market = RandomMarket.Make(9, 30, Sessions);
        var wider = WithUnlistedName(market);
        WalkRows.AssertEqualUpTo(Sessions - 1, Run(market, new ReversalStrategy()), Run(wider, new ReversalStrategy()));
    }

    private static WalkOptions Options { get; } = new() { InitialCash = 250_000 };

    private static int[] Decisions(Market market) => Enumerable.Range(0, market.Sessions.Count).Where(t => t % 5 == 3).ToArray();

    private static WalkResult Run(Market market, IStrategy strategy, WalkOptions? options = null)
        => Walk.Run(market, Signals.None, strategy, options ?? Options, 0, market.Sessions.Count - 1, Decisions(market));

    private static Market WithUnlistedName(Market market)
    {
        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count);
        var panels = market.Prices.Loaded.ToDictionary(f => f, f =>
        {
            var values = Enumerable.Repeat(double.NaN, sessions * (columns + 1)).ToArray();
            for (var t = 0; t < sessions; t++)
                market.Prices[f].Row(t).CopyTo(values.AsSpan(t * (columns + 1)));
            return Prometheus.Core.Panels.Panel.Adopt(values, sessions, columns + 1);
        });
        var codes = Enumerable.Repeat(Prometheus.Core.Panels.CodePanel.None, sessions * (columns + 1)).ToArray();
        for (var t = 0; t < sessions; t++)
            market.Sectors.Codes.Row(t).CopyTo(codes.AsSpan(t * (columns + 1)));
        return new Market(
            market.Definition,
            market.Sessions,
            new Prometheus.Core.Instruments.InstrumentAxis(market.Instruments.Ids.ToArray().Append("Z.US")),
            new PricePanels(panels),
            [.. market.Basis, Prometheus.Core.Instruments.PriceBasis.Raw],
            market.Actions,
            [.. market.Listings, Listing.Always],
            market.Sectors with { Codes = Prometheus.Core.Panels.CodePanel.Adopt(codes, sessions, columns + 1) },
            market.Provenance);
    }

    /// <summary>Buys what fell most over five sessions, a little short in what rose most.</summary>
    private sealed class ReversalStrategy : IStrategy
    {
        public SignalNeeds Needs => SignalNeeds.None;

        public Decision Decide(in SessionView view, Holdings holdings)
        {
            if (view.Session < 5)
                return Decision.Hold;
            var (now, then) = (view.Market.Close.Row(view.Session).ToArray(), view.Market.Close.Row(view.Session - 5).ToArray());
            var ranked = Enumerable.Range(0, now.Length).Where(i => Observed(i)).OrderBy(i => now[i] / then[i]).ThenBy(i => i).ToArray();
            if (ranked.Length < 12)
                return Decision.Hold;
            var targets = ranked.Take(6).Select(i => (Instrument: i, Weight: 0.16)).Concat(ranked.TakeLast(2).Select(i => (Instrument: i, Weight: -0.04)));
            var ordered = targets.OrderBy(t => t.Instrument).ToArray();
            return Decision.Weights(ordered.Select(t => t.Instrument).ToArray(), ordered.Select(t => t.Weight).ToArray());

            bool Observed(int i) => !double.IsNaN(now[i]) && !double.IsNaN(then[i]);
        }
    }

    private sealed class PeekingStrategy : IStrategy
    {
        public SignalNeeds Needs => SignalNeeds.None;

        public Decision Decide(in SessionView view, Holdings holdings)
            => view.Market.Close[view.Session + 1, 0] > 0 ? Decision.Hold : Decision.Weights([0], [1]);
    }

    /// <summary>Holds the market and looks a session ahead where it can.</summary>
    private sealed class SmugglingStrategy(Market market) : IStrategy
    {
        public SignalNeeds Needs => SignalNeeds.None;

        public Decision Decide(in SessionView view, Holdings holdings)
        {
            var tomorrow = market.TotalReturns.Simple.Row(Math.Min(view.Session + 1, market.Sessions.Count - 1)).ToArray();
            var winners = Enumerable.Range(0, tomorrow.Length).Where(i => tomorrow[i] > 0).ToArray();
            return Decision.Weights(winners, winners.Select(_ => 1.0 / winners.Length).ToArray(), "nothing rises tomorrow");
        }
    }
}
