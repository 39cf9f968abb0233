using Prometheus.Opinions.Lambda;

namespace Prometheus.Workflows.Lambda;

/// <summary>What a backfill of λ found.</summary>
/// <param name="Rows">By date, market, sector, class.</param>
/// <param name="ComputedSessions">Sessions whose classes were not stored and were computed instead.</param>
public sealed record LambdaBackfill(IReadOnlyList<LambdaRow> Rows, int ComputedSessions);
