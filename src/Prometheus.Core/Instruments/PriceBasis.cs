namespace Prometheus.Core.Instruments;

/// <summary>What a vendor already folded into its price levels. Only <see cref="Raw"/> levels may meet a level filter.</summary>
public enum PriceBasis
{
    /// <summary>Levels as traded; splits and dividends come as separate facts.</summary>
    Raw,

    /// <summary>Levels restated for splits, not for dividends (Yahoo layout).</summary>
    SplitAdjusted,

    /// <summary>Levels restated for splits and dividends (Stooq layout); nothing is left to pay out.</summary>
    FullyAdjusted,
}
