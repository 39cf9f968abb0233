namespace Prometheus.Core.Fundamentals;

/// <summary>The one vocabulary of statement items. Amounts are in currency units, costs and outflows as reported.</summary>
public static class StatementItem
{
    public const string Revenue = "revenue";
    public const string CostOfRevenue = "cost_of_revenue";
    public const string GrossProfit = "gross_profit";
    public const string ResearchAndDevelopment = "research_and_development";
    public const string SellingGeneralAdministrative = "selling_general_administrative";
    public const string OperatingIncome = "operating_income";
    public const string Ebit = "ebit";
    public const string Ebitda = "ebitda";
    public const string InterestExpense = "interest_expense";
    public const string IncomeBeforeTax = "income_before_tax";
    public const string IncomeTax = "income_tax";
    public const string NetIncome = "net_income";
    public const string EarningsPerShare = "earnings_per_share";

    public const string TotalAssets = "total_assets";
    public const string CurrentAssets = "current_assets";
    public const string Cash = "cash";
    public const string Receivables = "receivables";
    public const string Inventory = "inventory";
    public const string TotalLiabilities = "total_liabilities";
    public const string CurrentLiabilities = "current_liabilities";
    public const string ShortTermDebt = "short_term_debt";
    public const string LongTermDebt = "long_term_debt";
    public const string Equity = "equity";
    public const string RetainedEarnings = "retained_earnings";
    public const string SharesOutstanding = "shares_outstanding";

    public const string CashFromOperations = "cash_from_operations";
    public const string CashFromInvesting = "cash_from_investing";
    public const string CashFromFinancing = "cash_from_financing";
    public const string CapitalExpenditures = "capital_expenditures";
    public const string Depreciation = "depreciation";
    public const string DividendsPaid = "dividends_paid";

    /// <summary>Every item and the statement it stands in.</summary>
    public static IReadOnlyDictionary<string, StatementType> All { get; } = new Dictionary<string, StatementType>(StringComparer.Ordinal)
    {
        [Revenue] = StatementType.IncomeStatement,
        [CostOfRevenue] = StatementType.IncomeStatement,
        [GrossProfit] = StatementType.IncomeStatement,
        [ResearchAndDevelopment] = StatementType.IncomeStatement,
        [SellingGeneralAdministrative] = StatementType.IncomeStatement,
        [OperatingIncome] = StatementType.IncomeStatement,
        [Ebit] = StatementType.IncomeStatement,
        [Ebitda] = StatementType.IncomeStatement,
        [InterestExpense] = StatementType.IncomeStatement,
        [IncomeBeforeTax] = StatementType.IncomeStatement,
        [IncomeTax] = StatementType.IncomeStatement,
        [NetIncome] = StatementType.IncomeStatement,
        [EarningsPerShare] = StatementType.IncomeStatement,
        [TotalAssets] = StatementType.BalanceSheet,
        [CurrentAssets] = StatementType.BalanceSheet,
        [Cash] = StatementType.BalanceSheet,
        [Receivables] = StatementType.BalanceSheet,
        [Inventory] = StatementType.BalanceSheet,
        [TotalLiabilities] = StatementType.BalanceSheet,
        [CurrentLiabilities] = StatementType.BalanceSheet,
        [ShortTermDebt] = StatementType.BalanceSheet,
        [LongTermDebt] = StatementType.BalanceSheet,
        [Equity] = StatementType.BalanceSheet,
        [RetainedEarnings] = StatementType.BalanceSheet,
        [SharesOutstanding] = StatementType.BalanceSheet,
        [CashFromOperations] = StatementType.CashFlow,
        [CashFromInvesting] = StatementType.CashFlow,
        [CashFromFinancing] = StatementType.CashFlow,
        [CapitalExpenditures] = StatementType.CashFlow,
        [Depreciation] = StatementType.CashFlow,
        [DividendsPaid] = StatementType.CashFlow,
    };

    /// <summary>Items that are counts or a share's, which no change of units scales.</summary>
    public static bool IsAmount(string item) => item is not (SharesOutstanding or EarningsPerShare);
}
