using Prometheus.Core.Fundamentals;

namespace Prometheus.Stores.Fundamentals;

/// <summary>How types and frequencies are spelled in tables.</summary>
internal static class StatementNames
{
    public static string Of(StatementType type) => type switch
    {
        StatementType.IncomeStatement => "IS",
        StatementType.BalanceSheet => "BS",
        _ => "CF",
    };

    public static StatementType TypeOf(string name) => name switch
    {
        "IS" => StatementType.IncomeStatement,
        "BS" => StatementType.BalanceSheet,
        _ => StatementType.CashFlow,
    };

    public static string Of(StatementFrequency frequency) => frequency switch
    {
        StatementFrequency.Annual => "ANNUAL",
        StatementFrequency.Quarterly => "QUARTERLY",
        _ => "TTM",
    };

    public static StatementFrequency FrequencyOf(string name) => name switch
    {
        "ANNUAL" => StatementFrequency.Annual,
        "QUARTERLY" => StatementFrequency.Quarterly,
        _ => StatementFrequency.Ttm,
    };
}
