using Prometheus.Core.Options;
using Prometheus.Portfolio.Risk;

namespace Prometheus.Backtest;

/// <summary>What a walk needs to know besides the strategy.</summary>
public sealed record WalkOptions
{
    /// <summary>In the market's currency.</summary>
    [Range(1e-6, 1e15, Unit = "currency")]
    public double InitialCash { get; init; } = 1_000_000;

    public SimulatorOptions Simulator { get; init; } = SimulatorOptions.Default;

    /// <summary>Null switches the risk service off.</summary>
    public RiskOptions? Risk { get; init; } = RiskOptions.Default;

    /// <summary>Sessions between what the strategy is shown and the close at which its decision is taken; its book is always the present one.</summary>
    [Range(0, 20, Unit = "sessions")]
    public int SignalDelaySessions { get; init; }
}
