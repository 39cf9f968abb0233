using Prometheus.Backtest.Strategies;
using Prometheus.Core.Errors;
using Prometheus.Opinions.Lambda;

namespace Prometheus.Backtest.Campaigns;

/// <summary>How a user's own strategy is run.</summary>
public sealed record StrategyRunOptions
{
    public required DateOnly Start { get; init; }

    public required DateOnly End { get; init; }

    /// <summary>Cash, simulator and risk service.</summary>
    public WalkOptions Walk { get; init; } = new();

    /// <summary>Spelled as <see cref="RebalanceRule"/>.</summary>
    public string Rebalance { get; init; } = "weekly";

    /// <summary>As in <see cref="CampaignOptions.Benchmark"/>; null is the equal weight of the market.</summary>
    public string? Benchmark { get; init; }

    public double? RiskFreePerYear { get; init; }

    /// <summary>Predictions the strategy's needs name by their digest.</summary>
    public IReadOnlyList<LambdaPredictions> Lambda { get; init; } = [];

    public double SessionsPerYear { get; init; } = 252;

    /// <exception cref="UserError">A value outside its range.</exception>
    public void Validate()
    {
        Guard.InRange(Walk.InitialCash, 1e-6, 1e15);
        Guard.InRange(RiskFreePerYear ?? 0, -1, 1);
        Guard.InRange(SessionsPerYear, 1, 366);
        Walk.Simulator.Validate();
        Walk.Risk?.Validate();
    }
}
