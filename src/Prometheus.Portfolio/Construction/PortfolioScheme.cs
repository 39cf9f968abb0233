namespace Prometheus.Portfolio.Construction;

/// <summary>How names are preferred before caps and the turnover limit. Stored in upper snake case.</summary>
public enum PortfolioScheme : byte
{
    /// <summary>w ∝ max(μ̂ − round-trip cost, 0) / σ².</summary>
    EdgeOverVariance,

    /// <summary>1/N over the members.</summary>
    EqualWeight,

    /// <summary>w ∝ 1/σ.</summary>
    InverseVolatility,

    /// <summary>Equal volatility contributions under the factor covariance.</summary>
    EqualRiskContribution,
}
