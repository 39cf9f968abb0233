namespace Prometheus.Bench.Harness;

/// <summary>One way of doing the work that a race compares. <paramref name="Prepare"/> is not timed.</summary>
internal sealed record Contender(string Name, Action Work, Action? Prepare = null);
