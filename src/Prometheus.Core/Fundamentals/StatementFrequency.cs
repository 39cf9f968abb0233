namespace Prometheus.Core.Fundamentals;

/// <summary>How long the period of a statement is.</summary>
public enum StatementFrequency
{
    Annual,

    Quarterly,

    /// <summary>The twelve months that end with the period, told every quarter.</summary>
    Ttm,
}
