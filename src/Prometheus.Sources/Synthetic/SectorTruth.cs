namespace Prometheus.Sources.Synthetic;

/// <summary>A sector and the first session it holds on.</summary>
public sealed record SectorTruth(DateOnly From, string Sector);
