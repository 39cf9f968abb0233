using Prometheus.Stores.Runs;

namespace Prometheus.Workflows.Freshness;

/// <summary>A stored run and whether the data still are those it ran on.</summary>
/// <param name="Run">Its row.</param>
/// <param name="IsStale">True where the data up to its end have changed and no run of the same configuration on the present data is stored.</param>
public sealed record RunFreshness(RunRow Run, bool IsStale);
