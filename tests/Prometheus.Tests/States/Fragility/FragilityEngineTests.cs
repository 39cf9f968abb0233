using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.States.Fragility;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.States.Fragility;

public class FragilityEngineTests
{
    [Fact]
    public void Without_a_scenario_set_the_score_is_the_soft_target_index_and_is_not_halved()
    {
        var market = EngineWorld.Random(12, 200);
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, 1);
        var state = FragilityEngine.Compute(market, stability, null, null, FragilityOptions.Default, 1);
        var scored = 0;
        for (var i = 0; i < 12; i++)
        {
            if (state.Class[199, i] == CodePanel.None)
            {
                Assert.True(double.IsNaN(state.Score[199, i]));
                Assert.Equal(0, state.Coverage[199, i]);
                continue;
            }

            scored++;
            Assert.Equal(stability.Index[199, i] / 100, state.Score[199, i], 1e-15);
            Assert.Equal(0.5, state.Coverage[199, i]);
            Assert.True(double.IsNaN(state.Scenario[199, i]));
        }

        Assert.True(scored > 5);
    }

    [Fact]
    public void A_scenario_set_counts_from_the_day_its_data_end()
    {
        var market = EngineWorld.Random(8, 200);
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, 1);
        var losses = new ScenarioLosses("SET", market.Sessions[150], [.. Enumerable.Range(0, 8).Select(i => i == 3 ? double.NaN : 0.05 * i)]);
        var with = FragilityEngine.Compute(market, stability, null, losses, FragilityOptions.Default, 1);
        var without = FragilityEngine.Compute(market, stability, null, null, FragilityOptions.Default, 1);
        Assert.True(LookAhead.SameRows(with.Score, without.Score, 149));
        Assert.Equal(1, with.Coverage[150, 1]);
        Assert.Equal((with.SoftTarget[150, 1] + 0.1) / 2, with.Score[150, 1], 1e-12);
        Assert.Equal(without.Score[150, 3], with.Score[150, 3]);
        Assert.Equal(0.5, with.Coverage[150, 3]);
        Assert.NotEqual(with.ModelId, without.ModelId);
    }

    [Theory]
    [InlineData(0.2999, null, FragilityClass.None)]
    [InlineData(0.3, null, FragilityClass.Watchlist)]
    [InlineData(0.5, RegimeLabel.Neutral, FragilityClass.ShortCandidate)]
    [InlineData(0.7, RegimeLabel.Carry, FragilityClass.Crisis)]
    [InlineData(0.45, RegimeLabel.RiskOff, FragilityClass.ShortCandidate)]
    [InlineData(0.45, RegimeLabel.Neutral, FragilityClass.Watchlist)]
    [InlineData(0.57, RegimeLabel.Crisis, FragilityClass.Crisis)]
    [InlineData(0.23, RegimeLabel.Crisis, FragilityClass.None)]
    public void Cuts_move_with_the_regime_and_a_boundary_lands_in_the_upper_class(double score, RegimeLabel? label, FragilityClass expected)
        => Assert.Equal(expected, ClassOf(score, label));

    [Fact]
    public void The_score_lies_between_its_components_and_more_loss_never_lowers_it() => Prop.ForAll(
        ArbMap.Default.ArbFor<NormalFloat>(),
        ArbMap.Default.ArbFor<NormalFloat>(),
        (a, b) =>
        {
            var market = EngineWorld.OfCloses([10, 10]);
            var (index, low, high) = (Math.Abs(a.Get % 100), Math.Abs(b.Get % 1), Math.Min(1, Math.Abs(b.Get % 1) + 0.1));
            var (small, large) = (Scored(market, index, low), Scored(market, index, high));
            var component = Math.Min(1, low / 0.5);
            return small >= Math.Min(index / 100, component) - 1e-12 && small <= Math.Max(index / 100, component) + 1e-12 && large >= small;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_do_not_change_when_the_future_does()
    {
        var market = EngineWorld.Random(15, 300);
        Assert.Null(LookAhead.Find(market, Panels, [150, 240, 298]));
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var market = EngineWorld.Random(15, 250);
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, 1);
        var regimes = RegimeEngine.Compute(market, RegimeOptions.Default, 1);
        var (one, four) = (Compute(1), Compute(4));
        Assert.True(LookAhead.SameRows(one.Score, four.Score, 249));
        Assert.True(LookAhead.SameRows(LookAhead.Numbers(one.Class), LookAhead.Numbers(four.Class), 249));
        FragilityState Compute(int workers) => FragilityEngine.Compute(market, stability, regimes, null, FragilityOptions.Default, workers);
    }

    [Fact]
    public void The_usual_inputs_have_the_plain_model_id()
    {
        var market = EngineWorld.Random(5, 100);
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, 1);
        var usual = FragilityEngine.Compute(market, stability, RegimeEngine.Compute(market, RegimeOptions.Default, 1), null, FragilityOptions.Default, 1);
        Assert.Equal("basic-fragility-v1", usual.ModelId);
        Assert.StartsWith("basic-fragility-v1@", FragilityEngine.Compute(market, stability, null, null, FragilityOptions.Default, 1).ModelId, StringComparison.Ordinal);
    }

    [Fact]
    public void Losses_of_another_market_are_refused()
    {
        var market = EngineWorld.Random(5, 100);
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, 1);
        var losses = new ScenarioLosses("SET", market.Sessions[0], [0.1]);
        Assert.Throws<ModelError>(() => FragilityEngine.Compute(market, stability, null, losses, FragilityOptions.Default, 1));
    }

    private static (string Name, Panel Panel)[] Panels(Market market)
    {
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, 2);
        var regimes = RegimeEngine.Compute(market, RegimeOptions.Default, 2);
        var state = FragilityEngine.Compute(market, stability, regimes, null, FragilityOptions.Default, 2);
        return [("score", state.Score), ("coverage", state.Coverage), ("class", LookAhead.Numbers(state.Class))];
    }

    private static FragilityClass ClassOf(double score, RegimeLabel? label)
    {
        var market = EngineWorld.OfCloses([10, 10]);
        var regimes = label is { } known
            ? new RegimeState(RegimeOptions.Default, CodePanel.Adopt([(byte)known, (byte)known], 2, 1), Panel.Adopt(new double[8], 2, 4))
            : null;
        var state = FragilityEngine.Compute(market, StabilityOf(100 * score), regimes, null, FragilityOptions.Default, 1);
        return (FragilityClass)state.Class[1, 0];
    }

    private static double Scored(Market market, double index, double loss)
        => FragilityEngine.Compute(market, StabilityOf(index), null, new ScenarioLosses("S", market.Sessions[0], [loss]), FragilityOptions.Default, 1).Score[1, 0];

    private static StabilityState StabilityOf(double index)
    {
        var panel = Panel.Adopt([index, index], 2, 1);
        return new StabilityState(StabilityOptions.Default, panel, panel, panel, panel, panel, panel, panel, CodePanel.Adopt([0, 0], 2, 1));
    }
}
