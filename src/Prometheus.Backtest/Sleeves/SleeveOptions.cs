using Prometheus.Backtest.Simulator;
using Prometheus.Core.Errors;
using Prometheus.Engines.Assessment;
using Prometheus.Engines.Stability;
using Prometheus.Engines.Universe;
using Prometheus.Portfolio.Construction;
using Prometheus.Portfolio.Risk;

namespace Prometheus.Backtest.Sleeves;

/// <summary>Everything about a sleeve that is not an id; backtest and live alike. The horizon of the spec overrides those in here.</summary>
public sealed record SleeveOptions
{
    public static SleeveOptions Default { get; } = new();

    public StabilityOptions Stability { get; init; } = StabilityOptions.Default;

    public AssessmentOptions Assessment { get; init; } = AssessmentOptions.Default;

    public UniverseOptions Universe { get; init; } = UniverseOptions.Default;

    public PortfolioOptions Portfolio { get; init; } = PortfolioOptions.Default;

    /// <summary>Null switches the risk service off.</summary>
    public RiskOptions? Risk { get; init; } = RiskOptions.Default;

    public SimulatorOptions Simulator { get; init; } = SimulatorOptions.Default;

    /// <summary>Spelled as <see cref="RebalanceRule"/>.</summary>
    public string Rebalance { get; init; } = "weekly";

    /// <exception cref="UserError">A constant outside its range.</exception>
    public void Validate()
    {
        Portfolio.Validate();
        Risk?.Validate();
        Simulator.Validate();
        RebalanceRule.Parse(Rebalance);
    }
}
