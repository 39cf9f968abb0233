namespace Prometheus.Backtest.Campaigns;

/// <summary>Sleeve results in the order the sleeves were given.</summary>
public sealed record CampaignResult(CampaignOptions Options, IReadOnlyList<SleeveResult> Sleeves)
{
    public bool AnyFailed => Sleeves.Any(s => s is SleeveFailure);
}
