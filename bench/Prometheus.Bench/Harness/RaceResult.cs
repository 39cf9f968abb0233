namespace Prometheus.Bench.Harness;

/// <summary>Median seconds and their ratio to the floor.</summary>
internal sealed record RaceResult(string Name, double MedianSeconds, double Ratio);
