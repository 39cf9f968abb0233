using Prometheus.Core.Errors;

namespace Prometheus.States.Regimes;

/// <summary>How label transitions are counted and smoothed (models.md, Regime risk).</summary>
public sealed record RegimeRiskOptions
{
    public static RegimeRiskOptions Default { get; } = new();

    /// <summary>Sessions ahead.</summary>
    public int HorizonSteps { get; init; } = 1;

    /// <summary>Pairs of weight the prior carries in each row of the transition matrix.</summary>
    public double DirichletWeight { get; init; } = 5;

    /// <summary>Prior probability of staying; the rest is spread evenly.</summary>
    public double PriorDiagonal { get; init; } = 0.95;

    /// <exception cref="UserError">A value out of its range.</exception>
    public void Check()
    {
        Guard.AtLeast(HorizonSteps, 1);
        Guard.InRange(DirichletWeight, 1e-6, 1e6);
        Guard.InRange(PriorDiagonal, 0, 1);
    }
}
