namespace Prometheus.Backtest.Campaigns;

/// <summary>A sleeve that ended in a data or model error.</summary>
public sealed record SleeveFailure(RunManifest Manifest, string Reason) : SleeveResult(Manifest);
