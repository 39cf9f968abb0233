using System.Globalization;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Comparison;
using Prometheus.Backtest.Metrics;
using Prometheus.Backtest.Sleeves;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.Portfolio.Construction;
using Prometheus.Portfolio.Costs;
using Prometheus.States.Stability;
using Prometheus.Testing.Markets;
using Xunit;
using Xunit.Abstractions;

namespace Prometheus.Tests.Backtest.Studies;

/// <summary>
/// Whole campaigns, a sleeve that ranks by λ̂ beside one that does not, on markets where λ̂ tells something and where it does not.
/// <c>PROMETHEUS_STUDY_SEEDS=20</c> runs and prints twenty worlds instead of one.
/// </summary>
public sealed class PlantedLambdaStudy(ITestOutputHelper output)
{
    private const int Sessions = 1000;
    private const int TrainSessions = 500;
    private const double Cost = 1;

    [Fact]
    public void A_sleeve_that_knows_λ_earns_more_where_λ_tells_something_and_only_there()
    {
        var seeds = int.Parse(Environment.GetEnvironmentVariable("PROMETHEUS_STUDY_SEEDS") ?? "1", CultureInfo.InvariantCulture);
        var (planted, unforeseen, nothing) = (new double[seeds], new double[seeds], new double[seeds]);
        output.WriteLine("| seed | planted: λ-aware − baseline a year | t | λ without memory: a year | t | nothing to gain or lose: a year | t |");
        for (var seed = 1; seed <= seeds; seed++)
        {
            var here = Compare(PlantedLambdaMarket.Make(seed, planted: true, Sessions), Cost);
            var there = Compare(PlantedLambdaMarket.Make(seed, planted: false, Sessions), Cost);
            var nowhere = Compare(PlantedLambdaMarket.Make(seed, planted: false, Sessions, reversal: 0), costBps: 0);
            (planted[seed - 1], unforeseen[seed - 1], nothing[seed - 1]) = (here.TStatistic, there.TStatistic, nowhere.TStatistic);
            output.WriteLine(FormattableString.Invariant(
                $"| {seed} | {here.MeanDifferencePerYear:P2} | {here.TStatistic:F2} | {there.MeanDifferencePerYear:P2} | {there.TStatistic:F2} | {nowhere.MeanDifferencePerYear:P2} | {nowhere.TStatistic:F2} |"));
        }

        output.WriteLine(
            $"t > 2 in {planted.Count(t => t > 2)} of {seeds} planted, |t| < 2 in {unforeseen.Count(t => Math.Abs(t) < 2)} of {seeds} without memory, in {nothing.Count(t => Math.Abs(t) < 2)} of {seeds} with nothing to gain or lose");
        Assert.True(planted.Count(t => t > 2) >= 0.66 * seeds);
        Assert.True(unforeseen.Count(t => Math.Abs(t) < 2) >= 0.66 * seeds);
        Assert.True(nothing.Count(t => Math.Abs(t) < 2) >= 0.66 * seeds);
    }

    private static PairedReturns Compare(Market market, double costBps)
    {
        var predictions = Predictions(market);
        var baseline = new CampaignSleeve(SleeveCatalog.CoreLong("S", "US_EQ")[0], SleeveAt(costBps));
        var aware = new CampaignSleeve(
            baseline.Spec with { SleeveId = "AWARE" },
            SleeveAt(costBps) with { Lambda = new LambdaOptions { ExperimentId = predictions.ExperimentId, PredictionsDigest = predictions.Digest, Weight = 10 } });
        var campaign = new CampaignOptions
        {
            MarketId = "US_EQ",
            Start = market.Sessions[TrainSessions],
            End = market.Sessions[Sessions - 1],
            Sleeves = [baseline, aware],
            Lambda = [predictions],
        };
        var venue = DecisionSchedule.VenueSessions(market.Definition.Exchange, campaign.Start, campaign.End);
        var returns = CampaignEngine.Run(market, campaign, venue, "digest", 2).Sleeves.Cast<SleeveRun>()
            .Select(run => EquityCurve.Returns(EquityCurve.Of(campaign.InitialCash, run.Daily))).ToArray();
        return PairedReturns.Of(returns[1], returns[0], campaign.SessionsPerYear);
    }

    /// <summary>Forty names at equal weights, chosen anew every day: what the planted reversal is worth is gone after a day.</summary>
    private static SleeveOptions SleeveAt(double costBps) => SleeveOptions.Default with
    {
        Rebalance = "daily",
        Risk = null,
        Universe = UniverseOptions.Default with { MaximumSize = 40 },
        Portfolio = new PortfolioOptions { Scheme = PortfolioScheme.EqualWeight, SectorCap = 1, TurnoverLimit = 10, CovarianceSessions = 63, CovarianceFactors = 1 },
        Simulator = new() { Costs = new CostOptions { SlippageBps = costBps / 2, CommissionBps = costBps / 2 }, ParticipationRate = 0 },
    };

    private static LambdaPredictions Predictions(Market market)
    {
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, 2);
        var panel = new LambdaPanel(LambdaEngine.Compute(market, stability.Class, LambdaDensityOptions.Default, 0, 2).Rows(market));
        var experiment = new LambdaExperimentOptions
        {
            ExperimentId = "planted",
            Model = LambdaModel.GlobalLinearFull,
            TrainStart = market.Sessions[0],
            TrainEnd = market.Sessions[TrainSessions - 1],
            TestStart = market.Sessions[TrainSessions],
            TestEnd = market.Sessions[Sessions - 1],
        };
        return LambdaExperiment.Run(panel, experiment).ToPredictions(panel, market.Definition.MarketId);
    }
}
