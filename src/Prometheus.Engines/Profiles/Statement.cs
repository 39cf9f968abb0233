namespace Prometheus.Engines.Profiles;

/// <summary>One reported statement of an issuer. A restatement is another record of the same period, known later.</summary>
/// <param name="Type">IS, BS or CF.</param>
/// <param name="Frequency">ANNUAL, QUARTERLY or TTM: what the amounts of an IS or CF cover.</param>
/// <param name="PeriodEnd">Last day it covers.</param>
/// <param name="KnownOn">Session from whose close on it may be used.</param>
/// <param name="Items">Amounts in currency units by the reporter's names; <see cref="StatementAmounts"/> finds them.</param>
public sealed record Statement(string Type, string Frequency, DateOnly PeriodEnd, DateOnly KnownOn, IReadOnlyDictionary<string, double> Items)
{
    public const string Income = "IS";

    public const string Balance = "BS";

    public const string CashFlow = "CF";

    public const string Annual = "ANNUAL";

    public const string Quarterly = "QUARTERLY";

    public const string Trailing = "TTM";
}
