using Prometheus.Backtest.Sleeves;

namespace Prometheus.Backtest.Campaign;

/// <summary>One sleeve of a campaign: its ids and its options.</summary>
public sealed record CampaignSleeve(SleeveSpec Spec, SleeveOptions Options);
