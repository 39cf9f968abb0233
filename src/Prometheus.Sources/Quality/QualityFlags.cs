namespace Prometheus.Sources.Quality;

/// <summary>The WARN rules a kept row has broken, as a bit set.</summary>
[Flags]
public enum QualityFlags
{
    None = 0,

    /// <summary>High and low miss open or close by a rounding of the vendor's adjustment.</summary>
    RangeRounding = 1,

    /// <summary>A move beyond ± 50 % without a corporate action, mostly undone on the next bar.</summary>
    SpikeReversal = 2,

    /// <summary>One of five or more equal closes in a row.</summary>
    StaleClose = 4,

    /// <summary>A price range without volume.</summary>
    ZeroVolumeRange = 8,

    /// <summary>The price jumped by a usual split ratio and no split is stated.</summary>
    SplitLike = 16,

    /// <summary>The vendor's adjusted close contradicts its own close and corporate actions.</summary>
    VendorReconciliation = 32,

    /// <summary>A total return beyond ± 30 % on an ex-date: most likely a wrong action.</summary>
    ActionJump = 64,
}
