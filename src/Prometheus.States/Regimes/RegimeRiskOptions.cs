using Prometheus.Core.Options;

namespace Prometheus.States.Regimes;

/// <summary>How label transitions are counted and smoothed (models.md, Regime risk).</summary>
public sealed record RegimeRiskOptions
{
    public static RegimeRiskOptions Default { get; } = new();

    /// <summary>Sessions ahead.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int HorizonSteps { get; init; } = 1;

    /// <summary>Pairs of weight the prior carries in each row of the transition matrix.</summary>
    [Range(1e-6, 1e6, Unit = "pairs")]
    public double DirichletWeight { get; init; } = 5;

    /// <summary>Prior probability of staying; the rest is spread evenly.</summary>
    [Range(0, 1, Unit = "probability")]
    public double PriorDiagonal { get; init; } = 0.95;
}
