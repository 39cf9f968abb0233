namespace Prometheus.Backtest.Campaigns;

/// <summary>One finished step of a campaign.</summary>
/// <param name="Step">A signal's model id or a sleeve's id.</param>
/// <param name="Done">Steps finished, this one included.</param>
/// <param name="Total">Steps in all.</param>
public readonly record struct CampaignProgress(string Step, int Done, int Total);
