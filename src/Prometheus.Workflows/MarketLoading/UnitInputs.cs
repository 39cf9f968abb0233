namespace Prometheus.Workflows.MarketLoading;

/// <summary>What a unit of long work reads of a market beside its total returns; while that stays the same, a finished unit is not done again.</summary>
[Flags]
internal enum UnitInputs
{
    TotalReturns = 0,

    /// <summary>Sectors, funds, price bases, and who is tradable or delisted.</summary>
    Members = 1,

    /// <summary>Closes and volumes.</summary>
    Levels = 2,

    /// <summary>Imported series of the market.</summary>
    Series = 4,

    /// <summary>Highs and lows.</summary>
    Ranges = 8,

    /// <summary>What engines read; only encoders read ranges.</summary>
    Everything = Members | Levels | Series,
}
