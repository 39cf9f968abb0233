using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Portfolio.Ledger;
using Prometheus.Portfolio.Risk;
using Prometheus.States.Fragility;
using Prometheus.States.Stability;
using Prometheus.Testing.Markets;
using Xunit;

namespace Prometheus.Tests.Portfolio.Risk;

public sealed class RiskEngineTests
{
    private static readonly RiskOptions Loose = new()
    {
        PerNameCap = 1,
        SectorCap = 1,
        FragileExposureCap = 1,
        GrossExposureCap = 10,
        MaximumDaysToLiquidate = 1e6,
    };

    [Fact]
    public void Weights_beyond_the_name_cap_are_cut_on_both_sides()
    {
        var outcome = Constrain(ThreeNames(), [0.10, 0.03, -0.08], Loose with { PerNameCap = 0.05 });
        Assert.Equal([0.05, 0.03, -0.05], outcome.Weights);
        Assert.Equal(
            [(0, RiskActionType.Capped, "CAPPED_PER_NAME"), (1, RiskActionType.Ok, ""), (2, RiskActionType.Capped, "CAPPED_PER_NAME")],
            outcome.Actions.Select(a => (a.Instrument, a.Type, a.Rule)));
    }

    [Fact]
    public void A_cap_of_zero_rejects()
    {
        var outcome = Constrain(ThreeNames(), [0.10, 0.03, -0.08], Loose with { PerNameCap = 0 });
        Assert.All(outcome.Weights, w => Assert.Equal(0, w));
        Assert.All(outcome.Actions, a => Assert.Equal((RiskActionType.Rejected, "REJECTED_PER_NAME_CAP"), (a.Type, a.Rule)));
    }

    [Fact]
    public void A_sector_shrinks_in_proportion_and_unknown_sectors_are_not_one_sector()
    {
        var market = new TinyMarket(2, "A", "B", "C", "D").Close("A", 10).Close("B", 10).Close("C", 10).Close("D", 10)
            .Sector("A", "TECH").Sector("B", "TECH").Build();
        var outcome = Constrain(market, [0.4, 0.2, 0.5, 0.5], Loose with { SectorCap = 0.3 });
        Assert.Equal(0.2, outcome.Weights[0], 15);
        Assert.Equal(0.1, outcome.Weights[1], 15);
        Assert.Equal([0.5, 0.5], outcome.Weights[2..]);
    }

    [Fact]
    public void Fragile_names_share_one_budget()
    {
        byte[] classes = [(byte)SoftTargetClass.Fragile, (byte)SoftTargetClass.Breaker, CodePanel.None];
        var outcome = Constrain(ThreeNames(), [0.4, 0.4, 0.2], Loose with { FragileExposureCap = 0.4 }, classes);
        Assert.Equal([0.2, 0.2, 0.2], outcome.Weights);
        Assert.Equal("CAPPED_FRAGILE_EXPOSURE", outcome.Actions[0].Rule);
    }

    [Fact]
    public void A_position_that_takes_too_long_to_sell_is_cut_on_raw_levels_only()
    {
        // 10 % of 10,000 shares a day for 5 days are 5,000 shares at 10: 50,000 of a million.
        var market = new TinyMarket(2, "A", "B", "C").Close("A", 10).Close("B", 10).Close("C", 10)
            .Volume("A", 10_000).Volume("B", 10_000).Volume("C", double.NaN).Basis("B", PriceBasis.SplitAdjusted).Build();
        var outcome = Constrain(market, [0.2, 0.2, 0.2], Loose with { MaximumDaysToLiquidate = 5 });
        Assert.Equal(0.05, outcome.Weights[0], 15);
        Assert.Equal([0.2, 0.2], outcome.Weights[1..]);
        Assert.Equal("CAPPED_DAYS_TO_LIQUIDATE", outcome.Actions[0].Rule);
    }

    [Fact]
    public void A_name_that_cannot_be_traded_may_not_be_increased()
    {
        var market = new TinyMarket(2, "A", "B", "C").Close("A", 10, double.NaN).Close("B", 10, double.NaN).Close("C", 10).Build();
        var book = new Prometheus.Portfolio.Ledger.Ledger(900_000, new Position(0, 10_000, 10, 10, 1));
        var outcome = RiskEngine.Constrain([0, 1, 2], [0.3, 0.2, 0.1], new RiskContext(market.AsOf(1), book.AsHoldings(), default), Loose);
        Assert.Equal([0.1, 0, 0.1], outcome.Weights);
        Assert.Equal(["CAPPED_NOT_TRADABLE", "REJECTED_NOT_TRADABLE", ""], outcome.Actions.Select(a => a.Rule));
    }

    [Fact]
    public void Several_rules_leave_a_row_each_that_replay_to_the_final_weight()
    {
        var outcome = Constrain(ThreeNames(), [0.6, 0.3, 0.3], Loose with { PerNameCap = 0.5, GrossExposureCap = 0.55 });
        var rows = outcome.Actions.Where(a => a.Instrument == 0).ToArray();
        Assert.Equal(["CAPPED_PER_NAME", "CAPPED_GROSS_EXPOSURE"], rows.Select(r => r.Rule));
        Assert.Equal((0.6, 0.5), (rows[0].Before, rows[0].After));
        Assert.Equal((0.5, outcome.Weights[0]), (rows[1].Before, rows[1].After));
    }

    [Fact]
    public void Constraining_twice_changes_nothing_more_and_no_weight_ever_grows()
    {
        var market = RandomMarket.Make(5, 40, 80);
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var session = random.Next(80);
            var instruments = Enumerable.Range(0, 40).Where(_ => random.Next(2) == 0).ToArray();
            var weights = instruments.Select(_ => (random.NextDouble() - 0.3) * 0.3).ToArray();
            var classes = Enumerable.Range(0, 40).Select(_ => (byte)random.Next(5)).ToArray();
            var options = new RiskOptions
            {
                PerNameCap = random.NextDouble() * 0.2,
                SectorCap = random.NextDouble() * 0.6,
                FragileExposureCap = random.NextDouble(),
                GrossExposureCap = random.NextDouble() * 1.5,
                MaximumDaysToLiquidate = random.NextDouble() * 20,
            };
            var book = new Prometheus.Portfolio.Ledger.Ledger(1e6, new Position(3, 100, 20, 20, 0), new Position(7, -50, 20, 20, 0));
            var first = RiskEngine.Constrain(instruments, weights, new RiskContext(market.AsOf(session), book.AsHoldings(), classes), options);
            var second = RiskEngine.Constrain(instruments, first.Weights, new RiskContext(market.AsOf(session), book.AsHoldings(), classes), options);

            Assert.Equal(first.Weights, second.Weights);
            Assert.All(second.Actions, a => Assert.Equal(RiskActionType.Ok, a.Type));
            for (var i = 0; i < weights.Length; i++)
                Assert.True(Math.Abs(first.Weights[i]) <= Math.Abs(weights[i]) && first.Weights[i] * weights[i] >= 0);
            Assert.True(first.Weights.Sum(Math.Abs) <= options.GrossExposureCap + 1e-8);
            Assert.Equal(instruments, first.Actions.Select(a => a.Instrument).Distinct());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Names_about_to_break_share_a_budget_where_one_is_set_and_fragility_is_known()
    {
        byte[] fragility = [(byte)FragilityClass.ShortCandidate, (byte)FragilityClass.Crisis, (byte)FragilityClass.Watchlist];
        var capped = Constrain(ThreeNames(), [0.4, 0.4, 0.2], Loose with { ShortCandidateExposureCap = 0.4 }, fragility: fragility);
        Assert.Equal([0.2, 0.2, 0.2], capped.Weights);
        Assert.Equal("CAPPED_SHORT_CANDIDATE_EXPOSURE", capped.Actions[0].Rule);
        Assert.Equal("REJECTED_SHORT_CANDIDATE_EXPOSURE_CAP", Constrain(ThreeNames(), [0.4, 0.4, 0.2], Loose with { ShortCandidateExposureCap = 0 }, fragility: fragility).Actions[0].Rule);
        Assert.Equal([0.4, 0.4, 0.2], Constrain(ThreeNames(), [0.4, 0.4, 0.2], Loose, fragility: fragility).Weights);
        Assert.Equal([0.4, 0.4, 0.2], Constrain(ThreeNames(), [0.4, 0.4, 0.2], Loose with { ShortCandidateExposureCap = 0 }).Weights);
    }

    private static Market ThreeNames() => new TinyMarket(2, "A", "B", "C").Close("A", 10).Close("B", 20).Close("C", 30).Build();

    private static RiskOutcome Constrain(Market market, double[] weights, RiskOptions options, byte[]? classes = null, byte[]? fragility = null)
        => RiskEngine.Constrain(
            Enumerable.Range(0, weights.Length).ToArray(), weights, new RiskContext(market.AsOf(1), new Holdings(1e6, 1e6, default), classes, fragility), options);
}
