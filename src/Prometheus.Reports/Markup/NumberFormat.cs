namespace Prometheus.Reports.Markup;

/// <summary>How a number is written for a reader; each form carries its unit.</summary>
public enum NumberFormat
{
    /// <summary>A fraction as per cent, one decimal: 12.3%.</summary>
    Percent,

    /// <summary>The same with its sign: +12.3%.</summary>
    SignedPercent,

    /// <summary>A plain ratio, two decimals: 0.84.</summary>
    Ratio,

    /// <summary>A fraction as basis points: 62 bps.</summary>
    BasisPoints,

    /// <summary>A whole number with thousands separators.</summary>
    Count,

    /// <summary>A factor: 2.4×.</summary>
    Times,

    /// <summary>Cash, with thousands separators; the currency stands beside it.</summary>
    Money,

    /// <summary>Trading sessions: 12.3 sessions.</summary>
    Sessions,

    /// <summary>Six significant digits, for keys whose unit is not known.</summary>
    General,
}
