namespace Prometheus.States.Profiles;

/// <summary>What statements known by a session say. NaN: not reported, or too old. Flows cover twelve months.</summary>
public sealed record IssuerFundamentals
{
    /// <summary>QUARTERS, TTM or ANNUAL: what the flows are made of; null where there are none.</summary>
    public string? Basis { get; init; }

    /// <summary>Last day the flows cover.</summary>
    public DateOnly? FlowsTo { get; init; }

    /// <summary>Day of the balance sheet.</summary>
    public DateOnly? BalanceOn { get; init; }

    public double Revenue { get; init; } = double.NaN;

    public double GrossProfit { get; init; } = double.NaN;

    public double OperatingIncome { get; init; } = double.NaN;

    public double Ebit { get; init; } = double.NaN;

    public double Ebitda { get; init; } = double.NaN;

    public double NetIncome { get; init; } = double.NaN;

    public double OperatingCashFlow { get; init; } = double.NaN;

    public double TotalAssets { get; init; } = double.NaN;

    public double TotalLiabilities { get; init; } = double.NaN;

    public double Equity { get; init; } = double.NaN;

    public double Cash { get; init; } = double.NaN;

    /// <summary>On the day of the balance sheet.</summary>
    public double SharesOutstanding { get; init; } = double.NaN;

    /// <summary>x / revenue where revenue is positive.</summary>
    public double GrossMargin { get; init; } = double.NaN;

    public double OperatingMargin { get; init; } = double.NaN;

    public double NetMargin { get; init; } = double.NaN;

    /// <summary>Liabilities / equity; NaN where equity is not positive: <see cref="NegativeEquity"/> says so.</summary>
    public double Leverage { get; init; } = double.NaN;

    /// <summary>Null where equity is not reported.</summary>
    public bool? NegativeEquity { get; init; }

    /// <summary>Net income / equity where equity is positive.</summary>
    public double ReturnOnEquity { get; init; } = double.NaN;

    /// <summary>Against the twelve months before, where those were positive.</summary>
    public double RevenueGrowth { get; init; } = double.NaN;

    /// <summary>(Net income − operating cash flow) / total assets.</summary>
    public double Accruals { get; init; } = double.NaN;

    /// <summary>Share of the nine signals of Piotroski (2000) that hold, times nine; NaN where fewer than five can be told.</summary>
    public double Piotroski { get; init; } = double.NaN;

    /// <summary>Altman's Z″ (1995), on book equity: 6.56·WC/TA + 3.26·RE/TA + 6.72·EBIT/TA + 1.05·equity/liabilities.</summary>
    public double Altman { get; init; } = double.NaN;
}
