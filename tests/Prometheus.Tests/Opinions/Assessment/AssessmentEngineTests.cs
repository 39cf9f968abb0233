using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Assessment;
using Prometheus.States.Prices;
using Prometheus.States.Stability;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.Opinions.Assessment;

public class AssessmentEngineTests
{
    private static readonly AssessmentOptions[] Horizons = [At(5), At(21), At(63)];

    [Fact]
    public void Features_equal_their_definitions()
    {
        var market = EngineWorld.Random(19, 330);
        var features = PriceFeatures.Compute(market, 1);
        Panel[] panels = [features.Return5, features.Return21, features.Momentum, features.HighCloseness, features.IdiosyncraticVolatility];
        foreach (var t in new[] { 0, 4, 5, 30, 60, 100, 199, 251, 252, 300, 329 })
        {
            for (var i = 0; i < 19; i++)
            {
                var expected = PlainAssessment.Ingredients(market, t, i);
                for (var f = 0; f < panels.Length; f++)
                    Assert.Equal(expected[f], panels[f][t, i], 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(5, new[] { -1, 0, 0, 0, -0.5 })]
    [InlineData(21, new[] { 0, -0.5, 1, 0.5, 0 })]
    [InlineData(63, new[] { 0, 0, 1, 0.5, -0.5 })]
    [InlineData(3, new[] { -1, 0, 0, 0, -0.5 })]
    [InlineData(126, new[] { 0, 0, 1, 0.5, -0.5 })]
    public void Scores_equal_their_definition(int horizon, double[] weights)
    {
        var market = EngineWorld.Random(47, 330);
        var state = Assess(market, 1, At(horizon))[0];
        var assessed = 0;
        foreach (var t in new[] { 40, 70, 180, 230, 260, 300, 329 })
        {
            var expected = PlainAssessment.Z(market, t, weights, state.Options);
            for (var i = 0; i < 47; i++)
            {
                Assert.Equal(expected[i], state.Z[t, i], 1e-12);
                assessed += double.IsNaN(expected[i]) ? 0 : 1;
            }
        }

        Assert.InRange(assessed, 60, 7 * 47);
    }

    [Fact]
    public void Expected_return_follows_grinolds_rule_and_fragility_only_adds_risk()
    {
        var market = EngineWorld.Random(31, 300);
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, 1);
        var seen = new HashSet<byte>();
        foreach (var state in Assess(market, 1, Horizons))
        {
            for (var t = 0; t < 300; t++)
            {
                for (var i = 0; i < 31; i++)
                {
                    var (z, sigma) = (state.Z[t, i], state.IdiosyncraticVolatility[t, i]);
                    var expected = 0.03 * sigma * Math.Sqrt(state.Options.HorizonSessions) * z;
                    Assert.Equal(expected, state.ExpectedReturn[t, i], 1e-15);
                    var factor = stability.Class[t, i] switch { 2 => 1.15, 3 => 1.3, 4 => 1.5, _ => 1.0 };
                    Assert.Equal(sigma * factor, state.RiskVolatility[t, i], 1e-15);
                    seen.Add(stability.Class[t, i]);
                }
            }
        }

        Assert.Superset(new HashSet<byte> { 0, 2, 3, 4 }, seen);
    }

    [Fact]
    public void A_sector_is_neutral()
    {
        var market = EngineWorld.Random(60, 300);
        var state = Assess(market, 1, At(21))[0];
        for (var t = 252; t < 300; t++)
        {
            foreach (var sector in new byte[] { 0, 1, 2, CodePanel.None })
            {
                var z = Enumerable.Range(0, 60).Where(i => market.Sectors.Codes[t, i] == sector && !double.IsNaN(state.Z[t, i]))
                    .Select(i => state.Z[t, i]).ToArray();
                Assert.Equal(0, z.Sum(), 0.75 * Math.Sqrt(z.Length)); // exactly 0 but for names that lost their σ after ranking
                Assert.InRange(z.Max(), 0, NormalDistribution.InverseCdf(1 - (0.5 / 60)));
            }
        }
    }

    [Fact]
    public void Labels_need_rank_and_an_edge_beyond_the_cost()
    {
        var market = EngineWorld.Random(90, 300);
        var free = Assess(market, 1, At(63) with { RoundTripCostBps = 0 })[0];
        var dear = Assess(market, 1, At(63) with { RoundTripCostBps = 100_000 })[0];
        var usual = Assess(market, 1, At(63))[0];
        var (strong, plain) = (NormalDistribution.InverseCdf(0.9), NormalDistribution.InverseCdf(0.7));
        for (var i = 0; i < 90; i++)
        {
            var z = free.Z[299, i];
            if (double.IsNaN(z))
            {
                Assert.Equal(CodePanel.None, free.Label[299, i]);
                continue;
            }

            var expected = z >= strong ? SignalLabel.StrongBuy : z >= plain ? SignalLabel.Buy
                : z <= -strong ? SignalLabel.StrongSell : z <= -plain ? SignalLabel.Sell : SignalLabel.Hold;
            Assert.Equal((byte)expected, free.Label[299, i]);
            Assert.Equal((byte)SignalLabel.Hold, dear.Label[299, i]);
            Assert.Equal((byte)(Math.Abs(usual.ExpectedReturn[299, i]) > 0.0012 ? expected : SignalLabel.Hold), usual.Label[299, i]);
        }
    }

    [Fact]
    public void Coverage_is_the_share_of_ingredient_weight_observed()
    {
        var market = EngineWorld.Random(12, 300);
        var state = Assess(market, 1, At(21))[0];
        Assert.Equal(0.25, state.Coverage[100, 0], 1e-15); // only the 21-session return: half a point of two
        Assert.True(double.IsNaN(state.Z[100, 0]));
        Assert.Equal(0.5, state.Coverage[240, 0], 1e-15); // and the closeness to the high
        Assert.False(double.IsNaN(state.Z[240, 0]));
        Assert.Equal(1, state.Coverage[299, 0], 1e-15);
    }

    [Fact]
    public void Score_and_confidence_meet_hand_computed_values()
    {
        Assert.Equal(0.5, AssessmentState.ScoreOf(1.5));
        Assert.Equal(-1, AssessmentState.ScoreOf(-7));
        Assert.True(double.IsNaN(AssessmentState.ScoreOf(double.NaN)));
        var state = Assess(EngineWorld.Random(2, 70), 1, At(21))[0];
        Assert.Equal(0, state.ConfidenceOf(0));
        Assert.Equal(0.0478658839577899, state.ConfidenceOf(2), 1e-14); // 2Φ(2·0.03/√(1 − 0.0009)) − 1
        Assert.Equal(state.ConfidenceOf(2), state.ConfidenceOf(-2));
    }

    [Fact]
    public void Rows_do_not_change_when_the_future_is_cut_or_changed()
        => Assert.Null(LookAhead.Find(EngineWorld.Random(31, 320), m => Panels(m, 2), [0, 61, 62, 100, 201, 252, 253, 300, 318]));

    [Fact]
    public void The_number_of_workers_changes_nothing()
    {
        var market = EngineWorld.Random(37, 300);
        var (single, many) = (Panels(market, 1), Panels(market, 6));
        for (var k = 0; k < single.Length; k++)
            Assert.True(LookAhead.SameRows(single[k].Panel, many[k].Panel, 299), single[k].Name);
    }

    [Fact]
    public void A_name_that_was_never_observed_changes_nothing()
    {
        var ids = Enumerable.Range(0, 30).Select(EngineWorld.NameOf).ToArray();
        var market = EngineWorld.Random(ids, 300);
        var without = Panels(market, 1);
        var ghosts = ids.Append("A000.US").Append("N011X.US").Append("Z999.US").Order(StringComparer.Ordinal).ToArray();
        var from = ghosts.Select(g => Array.IndexOf(ids, g)).ToArray();
        var wide = EngineWorld.Build(
            ghosts,
            300,
            (t, i) => from[i] < 0 ? double.NaN : market.Prices.Close[t, from[i]],
            (t, i) => from[i] < 0 ? double.NaN : market.Prices.Volume[t, from[i]],
            new CorporateActions(market.Actions.All.ToArray().Select(a => a with { Instrument = Array.IndexOf(from, a.Instrument) }), 300),
            from.Select(i => i < 0 ? Listing.Always : market.Listings[i]).ToArray(),
            from.Select(i => i < 0 ? Prometheus.Core.Instruments.PriceBasis.Raw : market.Basis[i]).ToArray(),
            (t, i) => from[i] < 0 ? (byte)1 : market.Sectors.Codes[t, from[i]]);
        var with = Panels(wide, 1);
        for (var k = 0; k < with.Length; k++)
        {
            for (var t = 0; t < 300; t++)
            {
                for (var i = 0; i < ghosts.Length; i++)
                    Assert.True(from[i] < 0 || with[k].Panel[t, i].Equals(without[k].Panel[t, from[i]]), $"{with[k].Name} of {ghosts[i]} in row {t}");
            }
        }
    }

    [Fact]
    public void Horizons_computed_together_equal_horizons_computed_alone()
    {
        var market = EngineWorld.Random(25, 280);
        var together = Assess(market, 1, At(5), At(21) with { WinsorAtMads = 2 }, At(63));
        foreach (var state in together)
        {
            var alone = Assess(market, 1, state.Options)[0];
            Assert.True(LookAhead.SameRows(alone.Z, state.Z, 279));
        }
    }

    [Fact]
    public void A_cross_section_that_mostly_agrees_is_not_flattened()
    {
        // Seven of nine names never move, so the median deviation is 0; the two that moved must still rank apart.
        var closes = Enumerable.Range(0, 9).Select(i => Enumerable.Range(0, 80).Select(t => i < 2 ? 10 + ((2 * i - 1) * 0.01 * t) + (0.1 * (t % 3)) : 10.0).ToArray());
        var z = Assess(EngineWorld.OfCloses([.. closes]), 1, At(5))[0].Z;
        Assert.NotEqual(z[79, 0], z[79, 1]);
    }

    private static AssessmentOptions At(int horizon) => AssessmentOptions.Default with { HorizonSessions = horizon };

    private static IReadOnlyList<AssessmentState> Assess(Market market, int workers, params AssessmentOptions[] horizons)
        => AssessmentEngine.Compute(
            market, PriceFeatures.Compute(market, workers), StabilityEngine.Compute(market, StabilityOptions.Default, workers), horizons, workers);

    private static (string Name, Panel Panel)[] Panels(Market market, int workers)
        => Assess(market, workers, Horizons).SelectMany(state => new[]
        {
            ($"z {state.Options.HorizonSessions}", state.Z),
            ($"expected return {state.Options.HorizonSessions}", state.ExpectedReturn),
            ($"idiosyncratic volatility {state.Options.HorizonSessions}", state.IdiosyncraticVolatility),
            ($"risk volatility {state.Options.HorizonSessions}", state.RiskVolatility),
            ($"coverage {state.Options.HorizonSessions}", state.Coverage),
            ($"label {state.Options.HorizonSessions}", LookAhead.Numbers(state.Label)),
        }).ToArray();
}
