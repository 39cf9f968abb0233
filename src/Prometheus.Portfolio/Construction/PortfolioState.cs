namespace Prometheus.Portfolio.Construction;

/// <summary>One target book. Arrays run over <paramref name="Instruments"/>, ascending columns.</summary>
/// <param name="Instruments">Columns with a non-zero target or holding.</param>
/// <param name="Weights">Target weights after caps and the turnover limit; Σ ≤ 1, the rest is cash.</param>
/// <param name="DesiredWeights">Weights before the turnover limit.</param>
/// <param name="ExpectedReturn">Σ w·μ̂ over the assessed part, a fraction over the horizon.</param>
/// <param name="ExpectedVolatility">Annualised, from a shrunk factor covariance; NaN where too little history.</param>
/// <param name="VolatilityContributions">Euler contributions by name, annualised; they sum to the expected volatility.</param>
/// <param name="Turnover">One-way, of the step from the present book to the target.</param>
/// <param name="TurnoverFraction">θ, the part of the way that was gone.</param>
/// <param name="NameCapBinding">Names at the cap.</param>
/// <param name="SectorCapBinding">Sectors at the cap.</param>
/// <param name="CovarianceCoverage">Share of weight with enough history for the covariance.</param>
public sealed record PortfolioState(
    int[] Instruments,
    double[] Weights,
    double[] DesiredWeights,
    double ExpectedReturn,
    double ExpectedVolatility,
    double[] VolatilityContributions,
    double Turnover,
    double TurnoverFraction,
    int NameCapBinding,
    int SectorCapBinding,
    double CovarianceCoverage)
{
    public const string DefaultModelId = "basic-longonly-v1";
}
