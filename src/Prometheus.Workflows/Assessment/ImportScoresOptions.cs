using Prometheus.Core.Options;

namespace Prometheus.Workflows.Assessment;

/// <summary>Which file of scores is imported, and as whose.</summary>
public sealed record ImportScoresOptions
{
    public required string Path { get; init; }

    public required string MarketId { get; init; }

    public required string StrategyId { get; init; }

    public required string ModelId { get; init; }

    [Range(1, 2520, Unit = "sessions")]
    public int HorizonDays { get; init; } = 21;

    /// <summary>Ending of ids made from symbols; null is the market's.</summary>
    public string? Suffix { get; init; }
}
