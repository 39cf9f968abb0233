namespace Prometheus.Core.Fundamentals;

/// <summary>Which of the three statements an item stands in.</summary>
public enum StatementType
{
    /// <summary>BS: what is owned and owed on the last day of the period.</summary>
    BalanceSheet,

    /// <summary>CF: money in and out over the period.</summary>
    CashFlow,

    /// <summary>IS: what was earned over the period.</summary>
    IncomeStatement,
}
