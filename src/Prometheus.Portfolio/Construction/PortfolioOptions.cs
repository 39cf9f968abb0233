namespace Prometheus.Portfolio.Construction;

/// <summary>Constants of <c>basic-longonly-v1</c>. Weights are fractions of equity.</summary>
public sealed record PortfolioOptions
{
    public static PortfolioOptions Default { get; } = new();

    public double NameCap { get; init; } = 0.05;

    public double SectorCap { get; init; } = 0.30;

    /// <summary>Most one-way turnover of one decision, Σ|Δw|/2; beyond it the book moves only part of the way.</summary>
    public double TurnoverLimit { get; init; } = 0.5;

    /// <summary>Sessions of returns behind the covariance of the expected volatility.</summary>
    public int CovarianceSessions { get; init; } = 252;
}
