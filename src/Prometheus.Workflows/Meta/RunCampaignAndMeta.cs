using Prometheus.Backtest.Campaigns;
using Prometheus.Jobs;
using Prometheus.Workflows.Campaigns;

namespace Prometheus.Workflows.Meta;

/// <summary>Runs a campaign, then chooses among its own runs at the close of its last date: what else is stored plays no part.</summary>
public static class RunCampaignAndMeta
{
    /// <param name="databases">As for the campaign.</param>
    /// <param name="options">The campaign; all sleeves of <paramref name="strategyId"/> compete.</param>
    /// <param name="strategyId">Whose sleeves are chosen among.</param>
    /// <param name="topK">How many.</param>
    /// <param name="workers">Threads; no result depends on it.</param>
    /// <param name="runner">Saves units and remembers them.</param>
    /// <param name="progress">Of the saving.</param>
    /// <param name="cancellation">Ends cleanly: what is saved stays.</param>
    public static CampaignAndMetaOutcome Execute(
        DatabasePair databases,
        CampaignOptions options,
        string strategyId,
        int topK,
        int workers,
        JobRunner runner,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var campaign = RunCampaign.Execute(databases, options, workers, runner, progress, cancellation);
        var request = new SelectionRequest
        {
            StrategyId = strategyId,
            TopK = topK,
            MarketId = options.MarketId,
            AsOf = options.End,
            RunIds = [.. campaign.Result.Sleeves.Select(s => s.RunId)],
        };
        return new CampaignAndMetaOutcome(campaign, SelectSleeves.Execute(databases, request));
    }
}

/// <summary>A campaign and the choice among its sleeves.</summary>
public sealed record CampaignAndMetaOutcome(CampaignOutcome Campaign, SelectionOutcome Selection);
