using Prometheus.Core.Options;

namespace Prometheus.Workflows.Assessment;

/// <summary>Which stored scores are held against each other.</summary>
public sealed record CompareScoresOptions
{
    public required string MarketId { get; init; }

    public required string StrategyId { get; init; }

    public required string ModelA { get; init; }

    public required string ModelB { get; init; }

    [Range(1, 2520, Unit = "sessions")]
    public required int HorizonDays { get; init; }

    public DateOnly Start { get; init; } = DateOnly.MinValue;

    /// <summary>Nothing dated later is read, scores and outcomes alike.</summary>
    public DateOnly End { get; init; } = DateOnly.MaxValue;

    /// <summary>Both must be at least this sure, 0 … 1.</summary>
    [Range(0, 1)]
    public double MinimumConfidence { get; init; }
}
