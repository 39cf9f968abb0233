using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Vectors;
using Prometheus.Embeddings.Numeric;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Tests.States.Stability;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.Embeddings.Numeric;

/// <summary>Vectors as features, and the engines that look at them.</summary>
public class LeadingVectorsTests
{
    private const string Model = "num-stab-core-v1";

    private static readonly Market World = EngineWorld.Random(30, 800);

    private static readonly int[] Cuts = [300, 520, 760];

    [Fact]
    public void No_vector_knows_the_future()
        => Assert.Null(LookAhead.Find(World, m => [("vectors", PanelOf(LeadingVectors.Compute(m, NumericModel.Stability, 1)))], Cuts));

    [Fact]
    public void Threads_change_nothing()
    {
        var (one, four) = (LeadingVectors.Compute(World, NumericModel.Regime, 1), LeadingVectors.Compute(World, NumericModel.Regime, 4));
        for (var t = 0; t < one.Sessions; t++)
            Assert.True(one.Row(t).SequenceEqual(four.Row(t)) || float.IsNaN(one.Row(t)[0]));
    }

    [Fact]
    public void A_name_without_a_year_of_market_history_has_no_vector()
    {
        var vectors = LeadingVectors.Compute(World, NumericModel.Stability, 1);
        Assert.True(vectors.At(200, 0).IsEmpty);
        Assert.Equal(LeadingVectors.Components, vectors.At(700, 0).Length);
    }

    [Fact]
    public void Stability_that_looks_at_vectors_knows_no_future()
        => Assert.Null(LookAhead.Find(World, m => Panels(StabilityEngine.Compute(m, StabilityOptions.Default with { Features = Model }, 1)), Cuts));

    /// <summary>The forecast moves names against one another; what the session as a whole looks like stays.</summary>
    [Fact]
    public void Stability_that_looks_at_vectors_keeps_the_mean_and_spread_of_a_session()
    {
        var (now, ahead) = (StabilityEngine.Compute(World, StabilityOptions.Default, 1), StabilityEngine.Compute(World, StabilityOptions.Default with { Features = Model }, 1));
        Assert.NotEqual(now.ModelId, ahead.ModelId);
        Assert.True(now.Index.Row(100).SequenceEqual(ahead.Index.Row(100)) || double.IsNaN(now.Index[100, 0]));
        for (var t = 780; t < 800; t++)
        {
            double[] today = [.. now.Index.Row(t).ToArray().Where(v => !double.IsNaN(v))];
            double[] forecast = [.. ahead.Index.Row(t).ToArray().Where(v => !double.IsNaN(v))];
            Assert.Equal(today.Length, forecast.Length);
            Assert.NotEqual(today, forecast);
            Assert.Equal(today.Average(), forecast.Average(), 3.0);
        }
    }

    [Fact]
    public void A_fund_has_no_forecast_and_changes_none()
    {
        var options = StabilityOptions.Default with { Features = Model };
        var without = StabilityEngine.Compute(EngineWorld.Random(World.Instruments.Ids.ToArray()[1..], World.Sessions.Count), options, 1);
        var beside = StabilityEngine.Compute(WithFund(World, 0), options, 1);
        var now = StabilityEngine.Compute(World, StabilityOptions.Default, 1);
        var asName = StabilityEngine.Compute(World, options, 1);

        var names = without.Index.Columns;
        Assert.True(AreSame(names, (beside, 1), (without, 0)));
        Assert.True(AreSame(1, (beside, 0), (now, 0)));

        // As a name it would have had a forecast and would have changed the others'.
        Assert.False(AreSame(names, (asName, 1), (without, 0)));
        Assert.False(AreSame(1, (asName, 0), (now, 0)));
    }

    [Fact]
    public void Regimes_that_look_at_vectors_know_no_future()
        => Assert.Null(LookAhead.Find(
            World,
            m => [("probability", RegimeEngine.Compute(m, RegimeOptions.Default with { Features = "num-regime-core-v1" }, 1).Probability)],
            [520, 760]));

    [Fact]
    public void Regimes_that_look_at_vectors_are_another_model()
    {
        var options = RegimeOptions.Default with { Features = "num-regime-core-v1" };
        var state = RegimeEngine.Compute(World, options, 1);
        Assert.NotEqual(RegimeState.DefaultModelId, state.ModelId);
        Assert.Contains("vector_dispersion", state.Fits[^1].Features);
    }

    private static (string, Panel)[] Panels(StabilityState state) => [("index", state.Index)];

    private static Market WithFund(Market market, int fund) => new(
        market.Definition, market.Sessions, market.Instruments, market.Prices, market.Basis, market.Actions, market.Listings, market.Sectors, market.Provenance)
    { Funds = new HashSet<int> { fund } };

    /// <summary>Whether some columns of two states hold the same bits, in every panel.</summary>
    private static bool AreSame(int columns, (StabilityState State, int First) left, (StabilityState State, int First) right)
        => StabilityEngineTests.Panels(left.State).Zip(StabilityEngineTests.Panels(right.State))
            .All(p => LookAhead.SameRows(Part(p.First.Panel, left.First, columns), Part(p.Second.Panel, right.First, columns), p.First.Panel.Sessions - 1));

    private static Panel Part(Panel panel, int first, int columns)
    {
        var values = new double[panel.Sessions * columns];
        for (var t = 0; t < panel.Sessions; t++)
            panel.Row(t).Slice(first, columns).CopyTo(values.AsSpan(t * columns));
        return Panel.Adopt(values, panel.Sessions, columns);
    }

    private static Panel PanelOf(VectorPanel vectors)
    {
        var values = new double[vectors.Sessions * vectors.Columns * vectors.Dimensions];
        for (var t = 0; t < vectors.Sessions; t++)
        {
            var row = vectors.Row(t);
            for (var k = 0; k < row.Length; k++)
                values[(t * row.Length) + k] = row[k];
        }

        return Panel.Adopt(values, vectors.Sessions, vectors.Columns * vectors.Dimensions);
    }
}
