using Prometheus.Core.Numerics;
using Prometheus.Core.Options;

namespace Prometheus.Portfolio.Construction;

/// <summary>Constants of <c>basic-longonly-v1</c>. Weights are fractions of equity.</summary>
public sealed record PortfolioOptions : IConsistentOptions
{
    public static PortfolioOptions Default { get; } = new();

    /// <summary>How names are preferred; everything after it (caps, turnover limit) is the same for all.</summary>
    public PortfolioScheme Scheme { get; init; } = PortfolioScheme.EdgeOverVariance;

    [Range(0, 1, Unit = "fraction of equity")]
    public double NameCap { get; init; } = 0.05;

    [Range(0, 1, Unit = "fraction of equity")]
    public double SectorCap { get; init; } = 0.30;

    /// <summary>Most one-way turnover of one decision, Σ|Δw|/2; beyond it the book moves only part of the way.</summary>
    [Range(1e-6, 10, Unit = "one-way, fraction of equity")]
    public double TurnoverLimit { get; init; } = 0.5;

    /// <summary>Sessions of returns behind the covariance of the expected volatility.</summary>
    [Range(2, 2520, Unit = "sessions")]
    public int CovarianceSessions { get; init; } = 252;

    /// <summary>Observed returns a name needs inside that window to take part in the covariance.</summary>
    [Range(2, 2520, Unit = "sessions")]
    public int CovarianceMinimumObservations { get; init; } = 63;

    /// <summary>Principal components kept, 1 … 5.</summary>
    [Range(1, LeadingSubspace.MaximumPairs)]
    public int CovarianceFactors { get; init; } = 5;

    /// <summary>Annualises the expected volatility.</summary>
    [Range(1, 366, Unit = "sessions")]
    public double SessionsPerYear { get; init; } = 252;

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (CovarianceMinimumObservations > CovarianceSessions)
            yield return (nameof(CovarianceMinimumObservations), FormattableString.Invariant($"must be at most covariance_sessions {CovarianceSessions}, found {CovarianceMinimumObservations}"));
    }
}
