namespace Prometheus.States.Profiles;

/// <summary>
/// Risks of an issuer, 0 … 1, NaN where unknown: absolute ones against fixed references, and percentiles within the sector on the same session.
/// </summary>
public sealed record RiskFlags
{
    /// <summary>min(1, volatility / 0.02).</summary>
    public double Volatility { get; init; } = double.NaN;

    /// <summary>min(1, drawdown / 0.30).</summary>
    public double Drawdown { get; init; } = double.NaN;

    /// <summary>min(1, leverage / 3); 1 where equity is negative.</summary>
    public double Leverage { get; init; } = double.NaN;

    /// <summary>1 − min(days, 30) / 30; 0 where nothing was ever written.</summary>
    public double NewsRecency { get; init; } = double.NaN;

    /// <summary>Equity is not positive; null where it is not known.</summary>
    public bool? NegativeEquity { get; init; }

    /// <summary>(rank − ½) / n of the volatility among the sector's issuers.</summary>
    public double VolatilityInSector { get; init; } = double.NaN;

    public double DrawdownInSector { get; init; } = double.NaN;

    public double LeverageInSector { get; init; } = double.NaN;

    /// <summary>Weighted mean of the absolute flags that are present; NaN where none is.</summary>
    public double WeaknessOf(ProfileOptions options)
    {
        var (sum, weight) = (0.0, 0.0);
        Span<(double Flag, double Weight)> parts =
            [(Volatility, options.VolatilityWeight), (Drawdown, options.DrawdownWeight), (Leverage, options.LeverageWeight)];
        foreach (var (flag, share) in parts)
        {
            if (double.IsNaN(flag))
                continue;
            sum += share * flag;
            weight += share;
        }

        return weight > 0 ? sum / weight : double.NaN;
    }
}
