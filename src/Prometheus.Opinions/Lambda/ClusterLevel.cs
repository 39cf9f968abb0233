namespace Prometheus.Opinions.Lambda;

/// <summary>The mean λ of a cluster.</summary>
public sealed record ClusterLevel(string MarketId, string Sector, string SoftTargetClass, double Value);
