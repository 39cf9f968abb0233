using Prometheus.Scenarios;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.Scenarios;

public sealed class WalkScenarioRiskTests
{
    private static readonly (int[], double[])[] Books = [([0, 3, 7], [0.3, 0.3, 0.2]), ([1], [1.0])];

    [Fact]
    public void Books_of_a_session_are_tried_on_what_was_known_at_its_close()
    {
        var market = EngineWorld.Random(12, 400);
        var requests = new[] { ScenarioWorld.Plain, ScenarioWorld.Plain with { Name = "LATE", BaseDateStart = market.Sessions[120] } };
        var walk = new WalkScenarioRisk(market, requests);
        var risks = walk.At(300, Books);
        Assert.Equal(["US_EQ_TEST", "LATE"], walk.SetIds);
        Assert.Null(risks[1]); // 181 days are less than a year
        Assert.NotNull(walk.At(399, Books)[1]);
        foreach (var past in new[] { EngineWorld.Truncated(market, 300), EngineWorld.Perturbed(market, 300, "walk") })
        {
            var again = new WalkScenarioRisk(past, requests).At(300, Books);
            for (var b = 0; b < Books.Length; b++)
                Assert.Equal(risks[0]![b].PathReturns, again[0]![b].PathReturns);
        }
    }

    [Fact]
    public void A_run_keeps_the_mean_and_the_worst_of_its_decisions()
    {
        ScenarioRisk Risk(double var95, double es95, int paths = 10) => new([], 0, 0, 0, var95, es95, paths, 1);
        var keys = WalkScenarioRisk.Aggregates("S", [null, Risk(-0.1, -0.2), Risk(-0.3, -0.4), Risk(double.NaN, double.NaN, 0)]).ToDictionary();
        Assert.Equal(-0.2, keys["S:scenario_var_95_mean"], 1e-15);
        Assert.Equal(-0.3, keys["S:scenario_var_95_worst"]);
        Assert.Equal(-0.3, keys["S:scenario_es_95_mean"], 1e-15);
        Assert.Equal(-0.4, keys["S:scenario_es_95_worst"]);
        Assert.Equal(2, keys["S:scenario_num_decisions"]);
        Assert.True(double.IsNaN(WalkScenarioRisk.Aggregates("S", []).ToDictionary()["S:scenario_es_95_mean"]));
    }
}
