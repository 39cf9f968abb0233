using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Core.Vectors;
using Prometheus.Opinions.Lambda;
using Prometheus.Testing.Markets;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.Opinions.Lambda;

public class ClusterVectorsTests
{
    private static readonly DateOnly[] Dates = TinyMarket.Weekdays(300);

    [Fact]
    public void A_cluster_has_the_mean_of_its_members_and_what_they_do_not_share()
    {
        var market = EngineWorld.OfCloses([10, 11], [20, 21], [30, 29], [40, 42]);
        var nan = float.NaN;
        var vectors = VectorPanel.Adopt([nan, 0, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, nan, 0], 2, 4, 2);
        var classes = CodePanel.Adopt(new byte[8], 2, 4);
        var rows = Enumerable.Range(0, 2).Select(t => new LambdaRow(market.Sessions[t], "US_EQ", "Energy", "STABLE", 4, 0, 0, 0.1)).ToArray();

        var joined = ClusterVectors.Join(rows, market, classes, vectors);

        // First session: (1,0), (0,1), (1,1); the first name has no vector.
        Assert.Equal([2 / 3.0, 2 / 3.0], joined[0].Components);
        Assert.Equal(1 - ((8 / 9.0) / (4 / 3.0)), joined[0].ComponentDispersion, 1e-12);

        // Second session: (1,0), (0,1), (1,0).
        Assert.Equal([2 / 3.0, 1 / 3.0], joined[1].Components);
        Assert.Equal(1 - (5 / 9.0), joined[1].ComponentDispersion, 1e-12);
    }

    [Fact]
    public void A_cluster_of_two_vectors_keeps_none()
    {
        var market = EngineWorld.OfCloses([10, 11], [20, 21]);
        var row = new LambdaRow(market.Sessions[1], "US_EQ", "Energy", "STABLE", 2, 0, 0, 0.1);
        var joined = ClusterVectors.Join([row], market, CodePanel.Adopt(new byte[4], 2, 2), VectorPanel.Adopt(new float[8], 2, 2, 2));
        Assert.Empty(joined[0].Components);
        Assert.True(double.IsNaN(joined[0].ComponentDispersion));
    }

    /// <summary>Tomorrow's λ stands in a component today: what looks at components forecasts it, what does not cannot.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_forecast_finds_what_the_members_look_like(int seed)
    {
        var rows = Planted(seed);
        var plain = LambdaExperiment.Run(new LambdaPanel([.. rows.Select(r => r with { Components = [], ComponentDispersion = double.NaN })]), Options(LambdaModel.GlobalRidge));
        foreach (var model in new[] { LambdaModel.GlobalRidge, LambdaModel.GlobalLinearFull })
        {
            var looking = LambdaExperiment.Run(new LambdaPanel(rows), Options(model));
            Assert.True(looking.Metrics.AgainstClusterMean.IsBetter(0.01));
            Assert.True(looking.Metrics.DailyIcMean > 0.5, $"{looking.Metrics.DailyIcMean}");
        }

        Assert.InRange(plain.Metrics.DailyIcMean, -0.1, 0.1);
    }

    private static LambdaRow[] Planted(int seed)
    {
        var stream = new RandomStream("test", "cluster vectors", $"{seed}");
        var rows = new List<LambdaRow>();
        var told = new double[10];
        for (var t = 0; t < Dates.Length; t++)
        {
            for (var c = 0; c < told.Length; c++)
            {
                var lambda = 0.05 + (0.01 * told[c]) + (0.005 * stream.NextNormal());
                told[c] = stream.NextNormal();
                double[] components = [.. Enumerable.Range(0, 16).Select(k => k == 5 ? told[c] : stream.NextNormal())];
                rows.Add(new LambdaRow(Dates[t], "US_EQ", $"S{c}", "STABLE", 5, double.NaN, double.NaN, lambda) { Components = components, ComponentDispersion = 0.5 });
            }
        }

        return [.. rows];
    }

    private static LambdaExperimentOptions Options(LambdaModel model) => new()
    {
        ExperimentId = "planted",
        Model = model,
        TrainStart = Dates[0],
        TrainEnd = Dates[199],
        TestStart = Dates[200],
        TestEnd = Dates[^1],
    };
}
