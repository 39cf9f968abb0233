using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.States.Stability;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.States.Stability;

public class StabilityAggregationTests
{
    [Fact]
    public void A_sector_is_the_mean_of_its_members_with_a_state()
    {
        var market = EngineWorld.Random(25, 200);
        var state = StabilityEngine.Compute(market, StabilityOptions.Default, 1);
        var sectors = StabilityAggregation.Sectors(market, state, 2);
        Assert.Equal(["US_EQ|Energy", "US_EQ|Health", "US_EQ|Tech"], sectors.EntityIds);
        var partial = 0;
        for (var t = 0; t < 200; t++)
        {
            for (byte g = 0; g < 3; g++)
            {
                var members = Enumerable.Range(0, 25).Where(i => market.Sectors.Codes[t, i] == g).ToArray();
                var with = members.Where(i => state.Class[t, i] != CodePanel.None).ToArray();
                var known = members.Count(i => state.Class[t, i] != CodePanel.None || !double.IsNaN(market.Prices.Close[t, i]));
                if (with.Length == 0)
                {
                    Assert.Equal(CodePanel.None, sectors.State.Class[t, g]);
                    continue;
                }

                Assert.Equal((double)with.Length / known, sectors.Coverage[t, g], 1e-15);
                Assert.Equal(with.Average(i => state.Index[t, i]), sectors.State.Index[t, g], 1e-12);
                Assert.Equal(with.Average(i => state.MaxDrawdown[t, i]), sectors.State.MaxDrawdown[t, g], 1e-12);
                Assert.Equal(with.Average(i => state.Sigma[t, i]), sectors.State.Sigma[t, g], 1e-12);
                Assert.Equal((byte)StabilityScore.ClassOf(sectors.State.Index[t, g], StabilityOptions.Default), sectors.State.Class[t, g]);
                partial += with.Length < known ? 1 : 0;
            }
        }

        Assert.True(partial > 0);
    }

    [Fact]
    public void The_market_leaves_its_funds_out()
    {
        var plain = EngineWorld.Random(10, 120);
        var market = new Market(
            plain.Definition, plain.Sessions, plain.Instruments, plain.Prices, plain.Basis, plain.Actions, plain.Listings, plain.Sectors, plain.Provenance)
        { Funds = new HashSet<int> { 0 } };
        var state = StabilityEngine.Compute(market, StabilityOptions.Default, 1);
        var whole = StabilityAggregation.Market(market, state, 1);
        var names = Enumerable.Range(1, 9).Where(i => state.Class[119, i] != CodePanel.None).ToArray();
        Assert.Equal(["US_EQ"], whole.EntityIds);
        Assert.Equal(names.Average(i => state.Index[119, i]), whole.State.Index[119, 0], 1e-12);
    }

    [Fact]
    public void Rows_do_not_change_when_the_future_is_cut_or_changed()
        => Assert.Null(LookAhead.Find(
            EngineWorld.Random(17, 180),
            m =>
            {
                var state = StabilityEngine.Compute(m, StabilityOptions.Default, 2);
                var (sectors, market) = (StabilityAggregation.Sectors(m, state, 2), StabilityAggregation.Market(m, state, 1));
                return [("sectors", sectors.State.Index), ("coverage", sectors.Coverage), ("market", market.State.Index)];
            },
            [54, 63, 120, 178]));
}
