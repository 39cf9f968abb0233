using Prometheus.Core.Errors;
using Prometheus.Core.Options;
using Prometheus.Engines.Opportunity;

namespace Prometheus.Backtest.Campaign;

/// <summary>How a user's own strategy is run.</summary>
public sealed record StrategyRunOptions : IConsistentOptions
{
    public required DateOnly Start { get; init; }

    public required DateOnly End { get; init; }

    /// <summary>Cash, simulator and risk service.</summary>
    public WalkOptions Walk { get; init; } = new();

    /// <summary>Spelled as <see cref="Sleeves.RebalanceRule"/>.</summary>
    [Words("daily", "weekly", "monthly", "every:N")]
    public string Rebalance { get; init; } = "weekly";

    /// <summary>As in <see cref="CampaignOptions.Benchmark"/>; null is the equal weight of the market.</summary>
    public string? Benchmark { get; init; }

    [Range(-1, 1, Unit = "fraction a year")]
    public double? RiskFreePerYear { get; init; }

    /// <summary>Predictions the strategy's needs name by their digest.</summary>
    public IReadOnlyList<LambdaPredictions> Lambda { get; init; } = [];

    [Range(1, 366, Unit = "sessions")]
    public double SessionsPerYear { get; init; } = 252;

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (End < Start)
            yield return (nameof(End), FormattableString.Invariant($"lies before start {Start:yyyy-MM-dd}, found {End:yyyy-MM-dd}"));
    }
}
