using Prometheus.Core.Options;
using Prometheus.Meta.Selection;

namespace Prometheus.Workflows.Meta;

/// <summary>A question to Meta about stored runs.</summary>
public sealed record SelectionRequest
{
    public required string StrategyId { get; init; }

    public SelectionRule Rule { get; init; } = SelectionRule.Sharpe;

    /// <summary>How many sleeves.</summary>
    [Range(1, 1_000, Unit = "sleeves")]
    public int TopK { get; init; } = 3;

    /// <summary>Only runs of this market; null is any.</summary>
    public string? MarketId { get; init; }

    /// <summary>The decision is made at the close of this date; null is the newest end of the runs asked about.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Only runs that start here; null with <see cref="End"/> null is the newest range.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Only runs that end here.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Only these runs; null is all of the strategy.</summary>
    public IReadOnlyCollection<string>? RunIds { get; init; }
}
