namespace Prometheus.Workflows.MarketLoading;

/// <summary>What a unit of long work reads of a market; while that stays the same, a finished unit is not done again.</summary>
internal enum UnitInputs
{
    TotalReturns,

    /// <summary>Total returns, sectors, funds, and who is tradable.</summary>
    Members,

    /// <summary>Closes, volumes, sectors, listings and series too.</summary>
    Everything,
}
