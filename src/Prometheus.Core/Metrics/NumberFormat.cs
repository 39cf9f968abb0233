namespace Prometheus.Core.Metrics;

/// <summary>How a number is written for a reader; each form carries its unit.</summary>
public enum NumberFormat
{
    /// <summary>A fraction as per cent: 12.3%.</summary>
    Percent,

    /// <summary>The same with its sign: +12.3%.</summary>
    SignedPercent,

    /// <summary>A plain ratio, two decimals: 0.84.</summary>
    Ratio,

    /// <summary>A number that is in basis points already: 62 bps.</summary>
    BasisPoints,

    /// <summary>A whole number with thousands separators.</summary>
    Count,

    /// <summary>A mean count, one decimal: 19.4.</summary>
    Decimal,

    /// <summary>Cash, with thousands separators; the currency stands beside it.</summary>
    Money,

    /// <summary>Trading sessions: 12.3 sessions.</summary>
    Sessions,

    /// <summary>Six significant digits, for keys whose unit is not known.</summary>
    General,
}
