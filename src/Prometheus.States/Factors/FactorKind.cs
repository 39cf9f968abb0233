namespace Prometheus.States.Factors;

/// <summary>What a factor is made of.</summary>
public enum FactorKind
{
    /// <summary>Mean return of all names.</summary>
    Market,

    /// <summary>Mean return of a sector's names in excess of the market's.</summary>
    Sector,

    /// <summary>A common movement of what market and sectors leave.</summary>
    Statistical,
}
