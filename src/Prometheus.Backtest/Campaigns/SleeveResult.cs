using Prometheus.Backtest.Sleeves;

namespace Prometheus.Backtest.Campaigns;

/// <summary>What became of one sleeve of a campaign: a run, or a failure that keeps its row and reason.</summary>
public abstract record SleeveResult(RunManifest Manifest)
{
    public SleeveSpec Sleeve => Manifest.Sleeve;

    public string RunId { get; } = Manifest.RunId;
}
