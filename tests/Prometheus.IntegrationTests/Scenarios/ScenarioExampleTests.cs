using Prometheus.Databases;
using Prometheus.Examples;
using Prometheus.IntegrationTests.Data;
using Prometheus.Sources.Synthetic;
using Prometheus.Stores.Scenarios;
using Prometheus.Workflows.Data;
using Xunit;

namespace Prometheus.IntegrationTests.Scenarios;

public sealed class ScenarioExampleTests
{
    [Fact]
    public void The_example_of_the_seed_runs()
    {
        using var world = new StoreWorld(DatabaseEngine.Sqlite);
        GenerateSynthetic.Run(world.Pair, new GenerateSyntheticOptions
        {
            Market = new SyntheticMarketOptions { Instruments = 12, Start = new DateOnly(2019, 10, 1), End = new DateOnly(2020, 12, 31), Seed = 3 },
        });
        using var output = new StringWriter();
        Assert.Equal("US_EQ_HIST_20D_2020ON", ScenarioExample.Generate(world.Pair, output));
        Assert.StartsWith("created scenario_set_id= US_EQ_HIST_20D_2020ON", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2020, 12, 31), ScenarioStore.Find(world.Runtime, "US_EQ_HIST_20D_2020ON").MaxDataDate);
    }
}
