using Prometheus.Core.Errors;
using Prometheus.Core.Numerics;

namespace Prometheus.Portfolio.Construction;

/// <summary>Constants of <c>basic-longonly-v1</c>. Weights are fractions of equity.</summary>
public sealed record PortfolioOptions
{
    public static PortfolioOptions Default { get; } = new();

    /// <summary>How names are preferred; everything after it (caps, turnover limit) is the same for all.</summary>
    public PortfolioScheme Scheme { get; init; } = PortfolioScheme.EdgeOverVariance;

    public double NameCap { get; init; } = 0.05;

    public double SectorCap { get; init; } = 0.30;

    /// <summary>Most one-way turnover of one decision, Σ|Δw|/2; beyond it the book moves only part of the way.</summary>
    public double TurnoverLimit { get; init; } = 0.5;

    /// <summary>Sessions of returns behind the covariance of the expected volatility.</summary>
    public int CovarianceSessions { get; init; } = 252;

    /// <summary>Observed returns a name needs inside that window to take part in the covariance.</summary>
    public int CovarianceMinimumObservations { get; init; } = 63;

    /// <summary>Principal components kept, 1 … 5.</summary>
    public int CovarianceFactors { get; init; } = 5;

    /// <summary>Annualises the expected volatility.</summary>
    public double SessionsPerYear { get; init; } = 252;

    /// <exception cref="UserError">A constant outside its range.</exception>
    public void Validate()
    {
        Guard.InRange(NameCap, 0, 1);
        Guard.InRange(SectorCap, 0, 1);
        Guard.InRange(TurnoverLimit, 1e-6, 10);
        Guard.AtLeast(CovarianceMinimumObservations, 2);
        Guard.AtLeast(CovarianceSessions, CovarianceMinimumObservations);
        Guard.InRange(SessionsPerYear, 1, 366);
        Guard.InRange(CovarianceFactors, 1, LeadingSubspace.MaximumPairs);
    }
}
