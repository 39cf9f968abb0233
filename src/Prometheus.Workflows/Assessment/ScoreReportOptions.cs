using Prometheus.Core.Options;

namespace Prometheus.Workflows.Assessment;

/// <summary>Which scores are judged over which range.</summary>
public sealed record ScoreReportOptions
{
    public required string MarketId { get; init; }

    public required DateOnly Start { get; init; }

    /// <summary>Nothing dated or known later is read; the last sessions have no complete forward window and are left out.</summary>
    public required DateOnly End { get; init; }

    /// <summary>Strategy of stored scores; null where a file is judged.</summary>
    public string? StrategyId { get; init; }

    /// <summary>Null is <c>assessment-basic-v1</c>.</summary>
    public string? ModelId { get; init; }

    /// <summary>A file of scores, as <c>assess import</c> reads it, instead of stored ones.</summary>
    public string? Input { get; init; }

    [Range(1, 2520, Unit = "sessions")]
    public int HorizonDays { get; init; } = 21;

    [Range(1, 4_096, Unit = "threads")]
    public int Workers { get; init; } = 1;
}
