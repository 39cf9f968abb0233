using Prometheus.Core.Markets;
using Prometheus.Core.Statistics;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.States.Prices;
using Prometheus.States.Stability;
using Prometheus.Testing.Markets;
using Xunit;
using Xunit.Abstractions;

namespace Prometheus.Tests.Opinions.Lambda;

/// <summary>The way from prices to a universe that looks at λ̂, on markets where that pays and where it does not.</summary>
public class PlantedMarketTests(ITestOutputHelper output)
{
    private const int Sessions = 700;
    private const int TrainSessions = 350;
    private const double LambdaWeight = 10;
    private const int Seeds = 3;

    private static readonly UniverseOptions Baseline = UniverseOptions.Default with { AssessmentHorizon = 5, MaximumSize = 32 };

    [Fact]
    public void Looking_at_λ_pays_where_it_tells_something_and_only_there()
    {
        var (planted, noise) = (new double[Seeds], new double[Seeds]);
        output.WriteLine("| seed | planted: λ-aware − baseline a year | t | null: a year | t |");
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (here, there) = (Advantage(seed, planted: true), Advantage(seed, planted: false));
            (planted[seed - 1], noise[seed - 1]) = (here.T, there.T);
            output.WriteLine(FormattableString.Invariant($"| {seed} | {here.Year:P2} | {here.T:F2} | {there.Year:P2} | {there.T:F2} |"));
        }

        Assert.All(planted, t => Assert.InRange(t, 2, 20));
        Assert.All(noise, t => Assert.InRange(t, -2, 2));
    }

    /// <summary>Mean daily difference of the two universes' equal-weight next-day returns, × 252, and its t-statistic.</summary>
    private static (double Year, double T) Advantage(int seed, bool planted)
    {
        var market = PlantedLambdaMarket.Make(seed, planted, Sessions, namesPerSector: 20);
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, 1);
        var assessment = AssessmentEngine.Compute(
            market, PriceFeatures.Compute(market, 1), stability, [AssessmentOptions.Default with { HorizonSessions = 5 }], 1)[0];
        var sessions = Enumerable.Range(TrainSessions, Sessions - TrainSessions).ToArray();
        var plain = UniverseEngine.Select(market, stability, assessment, sessions, Baseline);
        var aware = UniverseEngine.Select(
            market, stability, assessment, sessions, Baseline with { LambdaWeight = LambdaWeight }, new UniverseInputs { Lambda = Predictions(market, stability) });
        var returns = market.TotalReturns.Simple;
        var differences = sessions[..^1].Select((t, k) => MeanOf(aware.Snapshots[k], returns.Row(t + 1)) - MeanOf(plain.Snapshots[k], returns.Row(t + 1))).ToArray();
        return (252 * differences.Average(), NeweyWest.TStatistic(differences));
    }

    private static LambdaPredictions Predictions(Market market, StabilityState stability)
    {
        var panel = new LambdaPanel(LambdaEngine.Compute(market, stability.Class, LambdaDensityOptions.Default, 0, 1).Rows(market));
        var options = new LambdaExperimentOptions
        {
            ExperimentId = "planted",
            Model = LambdaModel.GlobalLinearFull,
            TrainStart = market.Sessions[0],
            TrainEnd = market.Sessions[TrainSessions - 1],
            TestStart = market.Sessions[TrainSessions],
            TestEnd = market.Sessions[Sessions - 1],
        };
        return LambdaExperiment.Run(panel, options).ToPredictions(panel, market.Definition.MarketId);
    }

    private static double MeanOf(UniverseSnapshot snapshot, ReadOnlySpan<double> next)
    {
        var (sum, count) = (0.0, 0);
        foreach (var candidate in snapshot.Candidates)
        {
            if (!candidate.Included)
                continue;
            sum += next[candidate.Instrument];
            count++;
        }

        return sum / count;
    }
}
