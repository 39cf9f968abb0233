using System.Collections.Concurrent;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Robustness;
using Prometheus.Core.Options;
using Prometheus.Jobs;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.Profiles;

namespace Prometheus.Workflows.Campaigns;

/// <summary>A campaign under many starts, phases, delays and costs. Nothing is stored unless asked for.</summary>
public static class RunRobustness
{
    /// <param name="databases">Prices from the historical database; runs go to the runtime database where they are saved.</param>
    /// <param name="campaign">The sleeves as they are meant.</param>
    /// <param name="options">What is varied.</param>
    /// <param name="workers">Threads; no result depends on it.</param>
    /// <param name="runner">Saves every variant as a run of its own; null saves nothing.</param>
    /// <param name="progress">Of the computing.</param>
    /// <param name="cancellation">Ends cleanly.</param>
    public static IReadOnlyList<RobustnessGrid> Execute(
        DatabasePair databases,
        CampaignOptions campaign,
        RobustnessOptions options,
        int workers,
        JobRunner? runner = null,
        IProgress<CampaignProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        OptionRules.Require(campaign);
        campaign = CampaignScenarios.Attach(databases, campaign);
        var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = campaign.MarketId, End = campaign.End, Reads = CampaignEngine.Reads }, cancellation);
        var digest = RunCampaign.DigestOf(market, campaign, cancellation);
        campaign = CampaignStore.Attach(databases, market, campaign);
        campaign = StoredProfiles.Attach(databases, market, campaign);
        campaign = CampaignContexts.Attach(databases, market, campaign, anyDecision: true);
        var runs = new ConcurrentBag<SleeveRun>();
        var grids = RobustnessEngine.Run(
            market,
            campaign,
            options,
            RunCampaign.ExchangeSessions(market, campaign),
            digest,
            workers,
            runner is null ? null : runs.Add,
            progress,
            cancellation);
        if (runner is not null)
        {
            SleeveResult[] finished = [.. runs.OrderBy(r => r.RunId, StringComparer.Ordinal)];
            var result = new CampaignResult(campaign, DecisionScenarios.Add(market, campaign.Scenarios, finished, workers, cancellation));
            runner.Run(databases.Runtime, CampaignSaving.Job(result, workers), new JobOptions { Workers = 1 }, null, cancellation);
        }

        return grids;
    }
}
