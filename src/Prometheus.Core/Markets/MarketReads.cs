namespace Prometheus.Core.Markets;

/// <summary>
/// What is read of a market beside its total returns. A state declares it once; which fields are loaded, what its computation can reach and
/// what the digest of its inputs covers all follow from it.
/// </summary>
[Flags]
public enum MarketReads
{
    /// <summary>Sessions, instruments, corporate actions and total returns alone.</summary>
    TotalReturns = 0,

    /// <summary>Sectors, funds, issuers, price bases, and who is tradable or delisted.</summary>
    Members = 1,

    /// <summary>Closes and volumes.</summary>
    Levels = 2,

    /// <summary>Imported series of the market.</summary>
    Series = 4,

    /// <summary>Highs and lows.</summary>
    Ranges = 8,

    /// <summary>The instrument the region's regime is measured on.</summary>
    RegimeIndex = 16,

    Opens = 32,

    /// <summary>Everything a result may depend on.</summary>
    All = Members | Levels | Series | Ranges | RegimeIndex | Opens,

    /// <summary>The vendor's adjusted closes: restated with every later dividend, so no result reads them.</summary>
    AdjustedCloses = 64,
}
