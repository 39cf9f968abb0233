namespace Prometheus.Opinions.Lambda;

/// <summary>One row of a λ panel: a cluster on a date. Numbers that its source does not have are NaN.</summary>
/// <param name="AsOf">Session.</param>
/// <param name="MarketId">Market of the cluster.</param>
/// <param name="Sector">Sector name, or UNKNOWN.</param>
/// <param name="SoftTargetClass">Stored name of the class, or UNKNOWN.</param>
/// <param name="Names">Names the cluster was measured on.</param>
/// <param name="Dispersion">Standard deviation of the day's returns across the names.</param>
/// <param name="AverageVolatility">Mean daily volatility of the names.</param>
/// <param name="Lambda">Opportunity density.</param>
public sealed record LambdaRow(
    DateOnly AsOf,
    string MarketId,
    string Sector,
    string SoftTargetClass,
    double Names,
    double Dispersion,
    double AverageVolatility,
    double Lambda)
{
    /// <summary>Probability of CRISIS or RISK_OFF in the cluster's region.</summary>
    public double RegimeRisk { get; init; } = double.NaN;

    /// <summary>Mean probability of the cluster's names to be TARGETABLE or BREAKER.</summary>
    public double StabilityRisk { get; init; } = double.NaN;

    /// <summary>Mean probability of the cluster's names to worsen.</summary>
    public double StabilityWorsen { get; init; } = double.NaN;

    /// <summary>Most components of a cluster's mean vector that a forecast looks at.</summary>
    public const int MostComponents = 16;

    /// <summary>Leading components of the mean of the members' vectors; empty where there is none.</summary>
    public double[] Components { get; init; } = [];

    /// <summary>How much the members' vectors differ, 0 … 1.</summary>
    public double ComponentDispersion { get; init; } = double.NaN;
}
