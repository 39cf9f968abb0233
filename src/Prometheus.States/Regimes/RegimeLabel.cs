namespace Prometheus.States.Regimes;

/// <summary>State of a market, in the order the tables and the seeds list it. Stored by name in upper snake case.</summary>
public enum RegimeLabel : byte
{
    /// <summary>Very high volatility and losses.</summary>
    Crisis,

    /// <summary>Raised volatility.</summary>
    RiskOff,

    /// <summary>Low volatility and gains.</summary>
    Carry,

    Neutral,
}
