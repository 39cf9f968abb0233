using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Opinions.Lambda;
using Prometheus.States.Stability;
using Prometheus.Testing;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.Lambda;
using Prometheus.Workflows.Stability;
using Xunit;

namespace Prometheus.IntegrationTests.Lambda;

public sealed class RealLambdaTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prometheus-real-lambda-").FullName;

    [SharedDataFact]
    public void λ_and_its_forecasts_are_sane_on_real_bars()
    {
        using var databases = new DatabasePair(new DatabaseSettings(_folder));
        ImportPrices.Run(databases, new ImportPricesOptions { Path = SharedData.PathOf("stocknet", "prices"), MarketId = "US_EQ" });
        ImportSectors.Run(databases, new ImportSectorsOptions { Path = SharedData.PathOf("sp500", "sectors.csv"), MarketId = "US_EQ" });
        var (start, end) = (new DateOnly(2013, 1, 2), new DateOnly(2015, 12, 31));
        BackfillStability.Execute(databases, "US_EQ", StabilityEntity.Instrument, start, end, StabilityOptions.Default, new JobContext(new JobOptions(), new JobRunner(TimeProvider.System)));

        var lambda = BackfillLambda.Execute(databases, ["US_EQ"], start, end, LambdaDensityOptions.Default, 2);
        Assert.Equal(0, lambda.ComputedSessions);
        Assert.InRange(lambda.Rows.Count, 1000, 20_000);
        Assert.All(lambda.Rows, r => Assert.InRange(r.Lambda, 0.003, 0.3));

        var risk = StabilityRisk.Rows(databases, "US_EQ", "INSTRUMENT", end, end, StateChangeOptions.Default).ToArray();
        Assert.InRange(risk.Length, 50, 100);
        Assert.All(risk, r => Assert.InRange((double)r[5]! + (double)r[6]!, 0, 1));

        var panel = new LambdaPanel(lambda.Rows);
        var options = new LambdaExperimentOptions
        {
            ExperimentId = "real",
            Model = LambdaModel.Har,
            TrainStart = start,
            TrainEnd = new DateOnly(2014, 12, 31),
            TestStart = new DateOnly(2015, 1, 1),
            TestEnd = end,
        };
        var metrics = LambdaExperiment.Run(panel, options).Metrics;
        Assert.InRange(metrics.Pearson, 0.2, 1);
        Assert.InRange(metrics.R2AgainstPersistence, 0, 1);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
