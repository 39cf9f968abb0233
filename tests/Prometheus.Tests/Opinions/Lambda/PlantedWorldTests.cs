using Prometheus.Opinions.Lambda;
using Prometheus.Testing.Markets;
using Xunit;
using Xunit.Abstractions;

namespace Prometheus.Tests.Opinions.Lambda;

public class PlantedWorldTests(ITestOutputHelper output)
{
    private static readonly LambdaModel[] Forecasts = [LambdaModel.GlobalAr1, LambdaModel.GlobalLinearFull, LambdaModel.GlobalPoly2, LambdaModel.Har];

    [Fact]
    public void Forecasts_beat_the_cluster_mean_where_λ_persists_and_nowhere_else()
    {
        var wins = Forecasts.ToDictionary(m => m, _ => (Planted: 0, Null: 0));
        output.WriteLine("| seed | " + string.Join(" | ", Forecasts.SelectMany(m => new[] { $"{LambdaModelNames.Of(m)} planted DM (p)", "null DM (p)" })) + " |");
        for (var seed = 1; seed <= 20; seed++)
        {
            var (planted, noise) = (new LambdaPanel(PlantedLambda.Rows(seed, PlantedLambda.Persistence)), new LambdaPanel(PlantedLambda.Rows(seed, 0)));
            var cells = new List<string>();
            foreach (var model in Forecasts)
            {
                var (here, there) = (Compare(planted, model), Compare(noise, model));
                wins[model] = (wins[model].Planted + (here.IsBetter(0.05) ? 1 : 0), wins[model].Null + (there.IsBetter(0.05) ? 1 : 0));
                cells.Add(FormattableString.Invariant($"{here.Statistic:F2} ({here.PValue:G2}) | {there.Statistic:F2} ({there.PValue:G2})"));
            }

            output.WriteLine($"| {seed} | {string.Join(" | ", cells)} |");
        }

        output.WriteLine($"| better | {string.Join(" | ", Forecasts.Select(m => $"{wins[m].Planted} of 20 | {wins[m].Null} of 20"))} |");
        Assert.All(Forecasts, m => Assert.InRange(wins[m].Planted, 16, 20));
        Assert.All(Forecasts, m => Assert.InRange(wins[m].Null, 0, 3));
    }

    [Fact]
    public void Noise_is_not_told_from_its_mean()
    {
        var calm = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            // One cluster: then the pooled model knows nothing that its mean does not.
            var rows = PlantedLambda.Rows(1000 + seed, 0, sessions: 900, sectors: 1).Where(r => r.SoftTargetClass == "STABLE").ToArray();
            var metrics = LambdaExperiment.Run(new LambdaPanel(rows), PlantedLambda.Experiment(LambdaModel.GlobalAr1, 900)).Metrics;
            calm += Math.Abs(metrics.AgainstClusterMean.Statistic) < 2 ? 1 : 0;
        }

        output.WriteLine($"|DM| < 2 in {calm} of 200");
        Assert.InRange(calm, 186, 200);
    }

    private static ForecastComparison Compare(LambdaPanel panel, LambdaModel model)
        => LambdaExperiment.Run(panel, PlantedLambda.Experiment(model)).Metrics.AgainstClusterMean;
}
