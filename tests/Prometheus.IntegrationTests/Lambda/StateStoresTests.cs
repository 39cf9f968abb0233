using Prometheus.Databases;
using Prometheus.IntegrationTests.Data;
using Prometheus.Jobs;
using Prometheus.Opinions.Lambda;
using Prometheus.States.Stability;
using Prometheus.Stores.States;
using Prometheus.Testing.Databases;
using Prometheus.Testing.Markets;
using Prometheus.Workflows.Lambda;
using Prometheus.Workflows.Stability;
using Xunit;
using static Prometheus.IntegrationTests.Data.PriceFiles;

namespace Prometheus.IntegrationTests.Lambda;

public sealed class StateStoresTests
{
    private static readonly DateOnly[] Days = Sessions(new DateOnly(2014, 11, 3), 90);

    [Theory, OnSqlite, OnPostgreSql]
    public void Groups_and_classes_come_back_as_they_went_in(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        string[] names = ["AA", "BB", "CC", "DD", "EE", "FF"];
        world.Import(world.Write("p.csv", AlphaVantage(names, Days, (i, t) => 100 + (5 * Math.Sin(t * (2 + i))))));
        BackfillStability.Execute(world.Pair, "US_EQ", StabilityEntity.Instrument, Days[0], Days[^1], StabilityOptions.Default, new JobContext(new JobOptions(), new JobRunner(TimeProvider.System)));
        BackfillStability.Execute(
            world.Pair, "US_EQ", "MARKET", Days[0], Days[^1], StabilityOptions.Default, new JobContext(new JobOptions(), new JobRunner(TimeProvider.System)));

        var market = Assert.Single(StabilityStore.ReadTop(world.Runtime, "MARKET", StabilityState.DefaultModelId, Days[^1], 10));
        var members = StabilityStore.ReadTop(world.Runtime, "INSTRUMENT", StabilityState.DefaultModelId, Days[^1], 10);
        Assert.Equal((Days[^1], 1.0), (market.AsOfDate, market.Coverage!.Value));
        Assert.Equal(members.Average(m => m.OverallScore), market.OverallScore, 1e-12);
        Assert.All(members, m => Assert.Null(m.Coverage));
        var lambda = BackfillLambda.Execute(world.Pair, ["US_EQ"], Days[60], Days[^1], LambdaDensityOptions.Default with { MinimumNames = 2 }, 1);
        Assert.Equal(0, lambda.ComputedSessions);
        Assert.All(lambda.Rows, r => Assert.NotEqual("UNKNOWN", r.SoftTargetClass));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void An_experiment_is_stored_under_its_id(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        var panel = new LambdaPanel(PlantedLambda.Rows(1, 0.9, 60));
        foreach (var model in new[] { LambdaModel.Har, LambdaModel.GlobalAr1 })
        {
            var result = LambdaExperiment.Run(panel, PlantedLambda.Experiment(model, 60) with { ExperimentId = "E" });
            world.Runtime.InTransaction(unit => LambdaStore.Save(unit, result, "digest"));
        }

        Assert.Equal(1, world.Runtime.Scalar<long>("SELECT COUNT(*) FROM opportunity_experiments"));
        Assert.Equal("global_ar1", world.Runtime.Scalar<string>("SELECT model FROM opportunity_experiments WHERE experiment_id = 'E'"));
    }
}
