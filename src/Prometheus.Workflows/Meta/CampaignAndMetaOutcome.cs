using Prometheus.Workflows.Campaigns;

namespace Prometheus.Workflows.Meta;

/// <summary>A campaign and the choice among its sleeves.</summary>
public sealed record CampaignAndMetaOutcome(CampaignOutcome Campaign, SelectionOutcome Selection);
