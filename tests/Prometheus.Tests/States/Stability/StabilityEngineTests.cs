using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.States.Stability;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.States.Stability;

public class StabilityEngineTests
{
    private static readonly StabilityOptions Options = StabilityOptions.Default;

    [Fact]
    public void States_equal_their_formulas_on_plain_loops()
    {
        var market = EngineWorld.Random(20, 330);
        var state = StabilityEngine.Compute(market, Options, 1);
        var states = 0;
        for (var t = 0; t < 330; t++)
        {
            for (var i = 0; i < 20; i++)
            {
                var rows = Enumerable.Range(Math.Max(0, t - 62), Math.Min(t + 1, 63)).Where(s => !double.IsNaN(market.Prices.Close[s, i])).ToArray();
                if (rows.Length < Options.MinimumObservations)
                {
                    Assert.Equal(CodePanel.None, state.Class[t, i]);
                    Assert.True(Panels(state).Take(7).All(p => double.IsNaN(p.Panel[t, i])));
                    continue;
                }

                var index = rows.Select(s => market.TotalReturns.LogIndex[s, i]).ToArray();
                var returns = rows[1..].Select(s => market.TotalReturns.Log[s, i]).ToArray();
                var wealth = index.Select(Math.Exp).ToArray();
                var drawdown = Enumerable.Range(0, wealth.Length).Min(k => (wealth[k] / wealth[..(k + 1)].Max()) - 1);
                Assert.Equal(LaneStatistics.StandardDeviation(returns), state.Sigma[t, i], 1e-12);
                Assert.Equal(drawdown, state.MaxDrawdown[t, i], 1e-12);
                Assert.Equal((wealth[^1] / wealth[0]) - 1, state.Trend[t, i], 1e-12);
                var score = StabilityScore.Of(state.Sigma[t, i], state.MaxDrawdown[t, i], state.Trend[t, i], Options);
                Assert.Equal(score.Index, state.Index[t, i], 1e-12);
                Assert.Equal((byte)StabilityScore.ClassOf(state.Index[t, i], Options), state.Class[t, i]);
                states++;
            }
        }

        Assert.InRange(states, 4000, 330 * 20);
    }

    [Fact]
    public void Rows_do_not_change_when_the_future_is_cut_or_changed()
        => Assert.Null(LookAhead.Find(
            EngineWorld.Random(19, 320), m => Panels(StabilityEngine.Compute(m, Options, 2)), [0, 40, 54, 62, 63, 64, 150, 199, 300, 318]));

    [Fact]
    public void An_engine_that_reads_one_row_ahead_is_caught()
        => Assert.NotNull(LookAhead.Find(EngineWorld.Random(5, 120), m => [("leak", Leaking(m))], [100]));

    [Fact]
    public void An_absent_state_is_one_and_the_same_NaN_in_vectors_and_beside_them()
    {
        var state = StabilityEngine.Compute(EngineWorld.Random(5, 3), Options, 1);
        foreach (var (_, panel) in Panels(state).Take(7))
            Assert.All(panel.Values.ToArray(), x => Assert.Equal(BitConverter.DoubleToInt64Bits(double.NaN), BitConverter.DoubleToInt64Bits(x)));
    }

    [Fact]
    public void The_number_of_workers_changes_nothing()
    {
        var market = EngineWorld.Random(37, 200);
        var single = Panels(StabilityEngine.Compute(market, Options, 1));
        var many = Panels(StabilityEngine.Compute(market, Options, 5));
        for (var k = 0; k < single.Length; k++)
            Assert.True(LookAhead.SameRows(single[k].Panel, many[k].Panel, 199), single[k].Name);
    }

    [Fact]
    public void A_name_does_not_depend_on_the_others()
    {
        // Alone a name is computed in one lane of a vector, among others in another one.
        var together = Panels(StabilityEngine.Compute(EngineWorld.Random(13, 200), Options, 1));
        for (var i = 0; i < 13; i++)
        {
            var alone = Panels(StabilityEngine.Compute(EngineWorld.Random([EngineWorld.NameOf(i)], 200), Options, 1));
            for (var k = 0; k < alone.Length; k++)
            {
                for (var t = 0; t < 200; t++)
                    Assert.True(alone[k].Panel[t, 0].Equals(together[k].Panel[t, i]), $"{alone[k].Name} of name {i} in row {t}");
            }
        }
    }

    [Fact]
    public void A_split_leaves_every_score_unchanged()
    {
        var stream = new RandomStream("test", "split");
        var price = 80.0;
        var closes = Enumerable.Range(0, 120).Select(_ => price *= 1 + (0.02 * stream.NextNormal())).ToArray();
        var plain = EngineWorld.OfCloses(closes);
        var split = EngineWorld.Build(
            [EngineWorld.NameOf(0)],
            120,
            (t, _) => t < 90 ? 4 * closes[t] : closes[t],
            (_, _) => 1e6,
            new CorporateActions([new CorporateAction(90, 0, 4, 0)], 120),
            [Listing.Always],
            [PriceBasis.Raw],
            (_, _) => 0);
        var (a, b) = (Panels(StabilityEngine.Compute(plain, Options, 1)), Panels(StabilityEngine.Compute(split, Options, 1)));
        for (var k = 0; k < a.Length; k++)
            Assert.True(LookAhead.SameRows(a[k].Panel, b[k].Panel, 119), a[k].Name);
    }

    [Fact]
    public void One_bad_close_leaves_with_its_window()
    {
        var stream = new RandomStream("test", "bad close");
        var price = 80.0;
        var closes = Enumerable.Range(0, 200).Select(_ => price *= 1 + (0.01 * stream.NextNormal())).ToArray();
        var clean = StabilityEngine.Compute(EngineWorld.OfCloses(closes), Options, 1);
        closes[100] *= 1e6;
        var dirty = StabilityEngine.Compute(EngineWorld.OfCloses(closes), Options, 1);
        Assert.Equal((byte)SoftTargetClass.Breaker, dirty.Class[162, 0]);
        for (var t = 163; t < 200; t++)
            Assert.Equal(clean.Index[t, 0], dirty.Index[t, 0], 1e-9);
    }

    [Fact]
    public void A_flat_name_is_perfectly_stable_and_a_short_one_has_no_state()
    {
        var flat = Enumerable.Repeat(10.0, 70).ToArray();
        var late = Enumerable.Range(0, 70).Select(t => t < 20 ? double.NaN : 10.0).ToArray();
        var state = StabilityEngine.Compute(EngineWorld.OfCloses(flat, late), Options, 1);
        Assert.True(double.IsNaN(state.Index[53, 0]));
        Assert.Equal(0, state.Index[54, 0]);
        Assert.Equal(0, state.Sigma[69, 0]);
        Assert.Equal((byte)SoftTargetClass.Stable, state.Class[69, 0]);
        Assert.Equal(CodePanel.None, state.Class[69, 1]);
    }

    internal static (string Name, Panel Panel)[] Panels(StabilityState state) =>
    [
        ("index", state.Index), ("vol_score", state.VolatilityScore), ("dd_score", state.DrawdownScore), ("trend_score", state.TrendScore),
        ("sigma", state.Sigma), ("max_drawdown", state.MaxDrawdown), ("trend", state.Trend), ("class", LookAhead.Numbers(state.Class)),
    ];

    private static Panel Leaking(Market market)
    {
        var close = market.Prices.Close;
        var values = close.Values.ToArray();
        for (var t = 0; t < close.Sessions - 1; t++)
            close.Row(t + 1).CopyTo(values.AsSpan(t * close.Columns));
        return Panel.Adopt(values, close.Sessions, close.Columns);
    }
}
