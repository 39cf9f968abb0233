namespace Prometheus.Core.Fundamentals;

/// <summary>One statement of one issuer as it was known from <paramref name="KnownOn"/> on. A restatement is another one, known later.</summary>
/// <param name="KnownOn">First session at whose close it may be used: the one after <paramref name="ReportDate"/>.</param>
/// <param name="ReportDate">Day it was published.</param>
/// <param name="Assumed">The report date was not stated and follows from a conservative lag.</param>
/// <param name="PeriodStart">Null where it was not stated.</param>
/// <param name="FiscalPeriod">2024A, 2024Q3, 2024Q3TTM.</param>
/// <param name="Values">Amount by <see cref="StatementItem"/>; what was not reported is absent.</param>
public sealed record Statement(
    string IssuerId,
    StatementType Type,
    StatementFrequency Frequency,
    DateOnly PeriodEnd,
    DateOnly KnownOn,
    DateOnly ReportDate,
    bool Assumed,
    DateOnly? PeriodStart,
    string FiscalPeriod,
    int FiscalYear,
    string? Currency,
    IReadOnlyDictionary<string, double> Values,
    string Source)
{
    /// <summary>Equal where every field and every value is.</summary>
    public bool Equals(Statement? other)
        => other is not null
            && Key == other.Key
            && (ReportDate, Assumed, PeriodStart, FiscalPeriod, FiscalYear, Currency, Source)
                == (other.ReportDate, other.Assumed, other.PeriodStart, other.FiscalPeriod, other.FiscalYear, other.Currency, other.Source)
            && Values.Count == other.Values.Count
            && Values.All(v => other.Values.TryGetValue(v.Key, out var value) && value == v.Value);

    public override int GetHashCode() => Key.GetHashCode();

    /// <summary>What no two stored statements share.</summary>
    public (string IssuerId, StatementType Type, StatementFrequency Frequency, DateOnly PeriodEnd, DateOnly KnownOn) Key
        => (IssuerId, Type, Frequency, PeriodEnd, KnownOn);

    /// <summary>The value of an item; NaN where it was not reported.</summary>
    public double this[string item] => Values.TryGetValue(item, out var value) ? value : double.NaN;
}

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

/// <summary>How long the period of a statement is.</summary>
public enum StatementFrequency
{
    Annual,

    Quarterly,

    /// <summary>The twelve months that end with the period, told every quarter.</summary>
    Ttm,
}
