using Prometheus.Backtest.Campaigns;
using Prometheus.Jobs;

namespace Prometheus.Workflows.Campaigns;

/// <summary>What a campaign gave and what of it was written; a rerun with the same inputs writes nothing.</summary>
public sealed record CampaignOutcome(CampaignResult Result, JobOutcome Saved);
