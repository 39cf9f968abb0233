using Prometheus.Core.Errors;
using Prometheus.Core.Fundamentals;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.States.Liquidity;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.States.Liquidity;

public sealed class LiquidityEngineTests
{
    private static readonly LiquidityOptions Short = LiquidityOptions.Default with { WindowSessions = 2, SpreadSessions = 2, MinimumObserved = 0.5 };

    [Fact]
    public void Rows_do_not_change_when_the_future_is_cut_or_changed()
        => Assert.Null(LookAhead.Find(EngineWorld.Random(20, 330), m => Panels(LiquidityEngine.Compute(m, Shares(m), LiquidityOptions.Default, 2)), [70, 150, 299, 305]));

    [Fact]
    public void The_number_of_workers_changes_nothing()
    {
        var market = EngineWorld.Random(12, 200);
        var (one, many) = (Panels(LiquidityEngine.Compute(market, null, LiquidityOptions.Default, 1)), Panels(LiquidityEngine.Compute(market, null, LiquidityOptions.Default, 5)));
        Assert.All(Enumerable.Range(0, 3), k => Assert.True(LookAhead.SameRows(one[k].Panel, many[k].Panel, 199)));
    }

    /// <summary>A session from 100 to 102 and one from 102 to 101.49, a million shares each.</summary>
    [Fact]
    public void Illiquidity_is_the_mean_move_a_million_traded()
    {
        var state = LiquidityEngine.Compute(EngineWorld.OfCloses([100, 102, 101.49]), null, Short, 1);
        Assert.Equal(((0.02 / 102) + (0.005 / 101.49)) / 2, state.Illiquidity[2, 0], 1e-15);
        Assert.True(double.IsNaN(state.Illiquidity[0, 0]));
    }

    /// <summary>Values of a recomputation outside this program; the paper's formula with a negative estimate cut at 0.</summary>
    [Theory]
    [InlineData(102, 100, 102, 100, 0.01980198019801982)]
    [InlineData(102, 100, 102.5, 100.2, 0.013101681654690703)]
    [InlineData(102, 100, 105, 103, 0)]
    [InlineData(100.5, 100, 104, 100.2, 0)]
    public void The_spread_is_that_of_Corwin_and_Schultz(double h0, double l0, double h1, double l1, double expected)
        => Assert.Equal(expected, LiquidityEngine.Compute(TwoDays(h0, l0, (h0 + l0) / 2, h1, l1, (h1 + l1) / 2), null, Short, 1).Spread[1, 0], 1e-12);

    [Fact]
    public void A_split_changes_neither_spread_nor_illiquidity()
    {
        var plain = LiquidityEngine.Compute(TwoDays(102, 100, 101, 102.5, 100.2, 101.2), null, Short, 1);
        var split = LiquidityEngine.Compute(TwoDays(102, 100, 101, 51.25, 50.1, 50.6, ratio: 2), null, Short, 1);
        Assert.Equal(plain.Spread[1, 0], split.Spread[1, 0], 1e-12);
        Assert.Equal(plain.Illiquidity[1, 0], split.Illiquidity[1, 0], 1e-15);
    }

    [Fact]
    public void Turnover_counts_shares_as_they_became_known_and_follows_splits()
    {
        var market = EngineWorld.OfCloses([.. Enumerable.Repeat(10.0, 6)]).With(issuers: ["ACME"]);
        var sheet = Sheet("ACME", market.Sessions[0], market.Sessions[2], 4e6);
        var state = LiquidityEngine.Compute(market, new SharesOutstanding([sheet]), Short, 1);
        Assert.True(double.IsNaN(state.Turnover[1, 0]));
        Assert.Equal(0.25, state.Turnover[3, 0], 1e-15);
        var late = LiquidityEngine.Compute(market, new SharesOutstanding([sheet]), Short with { MaximumShareAgeDays = 1 }, 1);
        Assert.True(double.IsNaN(late.Turnover[5, 0]));
        Assert.All(Panels(LiquidityEngine.Compute(market, null, Short, 1))[2].Panel.Values.ToArray(), v => Assert.True(double.IsNaN(v)));
    }

    [Fact]
    public void A_name_on_adjusted_prices_has_a_spread_alone()
    {
        var market = EngineWorld.Random(12, 200);
        var column = Enumerable.Range(0, 12).First(i => market.Basis[i] == PriceBasis.FullyAdjusted);
        var state = LiquidityEngine.Compute(market, Shares(market), LiquidityOptions.Default, 1);
        Assert.Contains(Enumerable.Range(0, 200), t => !double.IsNaN(state.Spread[t, column]));
        Assert.All(Enumerable.Range(0, 200), t => Assert.True(double.IsNaN(state.Illiquidity[t, column]) && double.IsNaN(state.Turnover[t, column])));
    }

    [Fact]
    public void An_option_out_of_range_is_refused_by_its_name()
        => Assert.Contains("window_sessions", Assert.Throws<UserError>(() => LiquidityEngine.Compute(EngineWorld.Random(3, 20), null, Short with { WindowSessions = 0 }, 1)).Message, StringComparison.Ordinal);

    private static (string Name, Panel Panel)[] Panels(LiquidityState state)
        => [("illiquidity", state.Illiquidity), ("spread", state.Spread), ("turnover", state.Turnover)];

    /// <summary>A count of shares known in the middle of the first year; the issuer of a name is its own id.</summary>
    private static SharesOutstanding Shares(Market market)
        => new(market.Instruments.Ids.ToArray().Select(id => Sheet(id, new DateOnly(2010, 3, 31), new DateOnly(2010, 5, 3), 1e7)));

    private static Statement Sheet(string issuer, DateOnly periodEnd, DateOnly knownOn, double shares) => new(
        issuer, StatementType.BalanceSheet, StatementFrequency.Annual, periodEnd, knownOn, knownOn, false, null, "2009A", 2009, "USD",
        new Dictionary<string, double> { [StatementItem.SharesOutstanding] = shares }, "test");

    private static Market TwoDays(double h0, double l0, double c0, double h1, double l1, double c1, double ratio = 1)
    {
        var shape = EngineWorld.OfCloses([c0, c1]);
        var prices = new Dictionary<PriceField, Panel>
        {
            [PriceField.High] = Panel.Adopt([h0, h1], 2, 1),
            [PriceField.Low] = Panel.Adopt([l0, l1], 2, 1),
            [PriceField.Close] = Panel.Adopt([c0, c1], 2, 1),
            [PriceField.Volume] = Panel.Adopt([1e6, 1e6 * ratio], 2, 1),
        };
        var actions = ratio == 1 ? CorporateActions.None(2) : new CorporateActions([new CorporateAction(1, 0, ratio, 0)], 2);
        return new Market(shape.Definition, shape.Sessions, shape.Instruments, new PricePanels(prices), shape.Basis, actions, shape.Listings, shape.Sectors, MarketProvenance.None);
    }
}
