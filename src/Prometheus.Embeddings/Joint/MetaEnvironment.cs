namespace Prometheus.Embeddings.Joint;

/// <summary>The environment a run went through: means over its sessions, NaN where unknown.</summary>
public sealed record MetaEnvironment
{
    public required string MarketId { get; init; }

    public required int Sessions { get; init; }

    /// <summary>Share of sessions in CRISIS, RISK_OFF, CARRY, NEUTRAL.</summary>
    public required IReadOnlyList<double> RegimeMix { get; init; }

    /// <summary>Share of names and sessions in each stability class, STABLE … BREAKER.</summary>
    public required IReadOnlyList<double> StabilityMix { get; init; }

    /// <summary>Mean soft-target index, 0 … 100.</summary>
    public required double StabilityIndex { get; init; }

    /// <summary>Of the equal-weight market, annualised.</summary>
    public required double Volatility { get; init; }

    /// <summary>Share of names above their 200-session mean.</summary>
    public required double Breadth { get; init; }

    /// <summary>Average pairwise correlation over 21 sessions.</summary>
    public required double Correlation { get; init; }

    /// <summary>Mean absolute deviation of a session's returns from their mean.</summary>
    public required double Dispersion { get; init; }

    /// <summary>Mean drawdown of the market from its 252-session high, ≤ 0.</summary>
    public required double Drawdown { get; init; }

    /// <summary>Mean λ of what the run held.</summary>
    public required double Lambda { get; init; }
}
