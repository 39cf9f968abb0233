using Prometheus.Databases;
using Prometheus.IntegrationTests.Data;
using Prometheus.Scenarios;
using Prometheus.Stores.Scenarios;
using Prometheus.Testing;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.Scenarios;
using Xunit;

namespace Prometheus.IntegrationTests.Scenarios;

/// <summary>Sets drawn from real bars.</summary>
public sealed class RealScenarioTests
{
    [SharedDataFact]
    public void Real_days_make_plausible_paths()
    {
        using var world = new StoreWorld(DatabaseEngine.Sqlite);
        ImportPrices.Run(world.Pair, new ImportPricesOptions { Path = SharedData.PathOf("stocknet", "prices"), MarketId = "US_EQ" });
        var shortfalls = new Dictionary<ScenarioCategory, double>();
        foreach (var category in Enum.GetValues<ScenarioCategory>())
        {
            var request = new ScenarioRequest { Name = $"REAL {category}", Category = category, Markets = ["US_EQ"], NumPaths = 300 };
            var set = GenerateScenarios.Execute(world.Pair, request).Set;
            Assert.All(set.Materialise(), r => Assert.True(double.IsNaN(r) || (r >= -1 && r < 2)));
            Assert.Equal(set.ContentHash, ScenarioStore.Restore(world.Runtime, ScenarioStore.Find(world.Runtime, request.Name)).ContentHash);
            var ids = set.Instruments.Ids;
            var risk = ScenarioRisk.Of(ids, Enumerable.Repeat(1.0 / ids.Length, ids.Length).ToArray(), set);
            Assert.Equal(300, risk.NumPaths);
            Assert.InRange(risk.Coverage, 0.9, 1);
            shortfalls[category] = risk.Es95;
        }

        // Twenty sessions of the mid-2010s: a bad month of an equal-weight book loses some percent, stressed days much more.
        foreach (var category in new[] { ScenarioCategory.Historical, ScenarioCategory.Bootstrap, ScenarioCategory.BlockBootstrap })
            Assert.InRange(shortfalls[category], -0.15, -0.03);
        Assert.InRange(shortfalls[ScenarioCategory.Stressed], -0.9, -0.25);
    }
}
