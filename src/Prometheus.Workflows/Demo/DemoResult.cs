using Prometheus.Backtest.Campaign;

namespace Prometheus.Workflows.Demo;

/// <summary>What the demo made.</summary>
/// <param name="Campaign">The campaign of three sleeves.</param>
/// <param name="Tearsheets">One page a sleeve, in the order of the sleeves.</param>
/// <param name="Overview">The page that compares them.</param>
public sealed record DemoResult(CampaignResult Campaign, IReadOnlyList<string> Tearsheets, string Overview);
