namespace Prometheus.Sources.Synthetic;

/// <summary>One stay in the CRISIS regime, both days included.</summary>
public sealed record CrisisTruth(DateOnly Start, DateOnly End);
