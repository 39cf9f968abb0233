namespace Prometheus.Workflows.Freshness;

/// <summary>What a refresh did about one stale range or run.</summary>
/// <param name="What">The job, or the run.</param>
/// <param name="Rows">Rows written, those of a campaign shared evenly among its runs; 0 where it was left.</param>
/// <param name="LeftBecause">Null where it was recomputed.</param>
public sealed record RefreshStep(string What, DateOnly Start, DateOnly End, long Rows, string? LeftBecause);
