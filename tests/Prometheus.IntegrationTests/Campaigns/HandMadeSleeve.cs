using Prometheus.Backtest;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Metrics;
using Prometheus.Backtest.Sleeves;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Signals;
using Prometheus.Opinions.Universes;
using Prometheus.Stores.Runs;
using Prometheus.Stores.States;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>
/// A sleeve of the synthetic campaign put together by hand, so that a test can slip something dishonest into it. It is stored, and therefore
/// compared, like every other.
/// </summary>
internal static class HandMadeSleeve
{
    /// <param name="assess">Stands between the assessment engine and everything that reads it.</param>
    /// <param name="choose">Stands between the house strategy and the walk.</param>
    public static void Run(StoreCopy store, Func<Market, AssessmentState, AssessmentState> assess, Func<Market, IStrategy, IStrategy> choose)
    {
        var campaign = SyntheticStore.Campaign;
        var (spec, options) = (campaign.Sleeves[1].Spec, campaign.Sleeves[1].Options);
        var market = MarketLoader.Load(store.Databases, new MarketLoadOptions { MarketId = campaign.MarketId, End = campaign.End, Reads = MarketReads.All });
        var (first, last) = (market.Sessions.FirstAtOrAfter(campaign.Start), market.Sessions.LastAtOrBefore(campaign.End));
        var venue = DecisionSchedule.VenueSessions(market.Definition.Exchange, campaign.Start, campaign.End);
        var decisions = DecisionSchedule.Rows(RebalanceRule.Parse(options.Rebalance), market.Sessions, first, last, venue);

        var strategy = new SleeveStrategy(options, spec.AssessmentHorizonDays);
        var honest = SignalsEngine.Compute(market, [strategy.Needs], [decisions], workers: 2)[0];
        var assessment = assess(market, honest.Assessment!);
        var universe = UniverseEngine.Select(market, honest.Stability!, assessment, decisions, strategy.Needs.Universe!);
        var signals = new Signals(honest.Stability, assessment, universe);

        var walking = new WalkOptions { InitialCash = campaign.InitialCash, Simulator = options.Simulator, Risk = options.Risk };
        var walk = Walk.Run(market, signals, choose(market, strategy), walking, first, last, decisions);
        var benchmark = Benchmark.Equity(market, campaign.Benchmark, first, last, campaign.InitialCash);
        var manifest = CampaignEngine.ManifestOf(campaign, campaign.Sleeves[1], MarketDigest.Compute(market));
        var run = new SleeveRun(
            manifest, market, signals, walk.Daily, benchmark, walk.Orders, walk.Fills, walk.Decisions, walk.Positions,
            RunMetrics.Of(market, walk, benchmark, campaign.InitialCash, 0, campaign.SessionsPerYear), DataCard.Of(market, walk, null));
        store.Databases.Runtime.InTransaction(unit =>
        {
            RunStore.Save(unit, run);
            ScoreStore.Save(unit, market, spec.AssessmentStrategyId, assessment, SessionSelection.Of(decisions));
        });
    }
}
