namespace Prometheus.Engines.Profiles;

/// <summary>The items a profile reads.</summary>
internal enum StatementItem
{
    Revenue,
    GrossProfit,
    OperatingIncome,
    Ebit,
    Ebitda,
    NetIncome,
    TotalAssets,
    TotalLiabilities,
    Equity,
    Cash,
    CurrentAssets,
    CurrentLiabilities,
    LongTermDebt,
    RetainedEarnings,
    OperatingCashFlow,
    Shares,
}
