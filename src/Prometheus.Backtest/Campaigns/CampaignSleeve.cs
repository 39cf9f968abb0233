using Prometheus.Backtest.Sleeves;

namespace Prometheus.Backtest.Campaigns;

/// <summary>One sleeve of a campaign: its ids and its options.</summary>
public sealed record CampaignSleeve(SleeveSpec Spec, SleeveOptions Options);
