using Prometheus.Core.Fundamentals;

namespace Prometheus.Sources.Fundamentals;

/// <summary>What one file says of one issuer and period, all three statements together.</summary>
/// <param name="Line">First physical line that says so.</param>
/// <param name="Name">Issuer id or symbol, as the file spells it.</param>
/// <param name="ReportDate">As stated, else the end of the period and a conservative lag.</param>
/// <param name="Assumed">The report date was not stated.</param>
/// <param name="KnownOn">As stated, else the first session after the report date.</param>
/// <param name="Values">Amount in currency units by item of the vocabulary; at least one.</param>
public sealed record StatementRecord(
    int Line,
    string Name,
    StatementFrequency Frequency,
    DateOnly PeriodEnd,
    DateOnly? PeriodStart,
    DateOnly ReportDate,
    bool Assumed,
    DateOnly KnownOn,
    int FiscalYear,
    string FiscalPeriod,
    string? Currency,
    IReadOnlyDictionary<string, double> Values);
