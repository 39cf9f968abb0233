namespace Prometheus.Core.Markets;

/// <summary>What is known about how the data came to be; printed on the data card of every run.</summary>
/// <param name="QuarantinedRows">Rows refused by an ERROR rule at import.</param>
/// <param name="FlaggedRows">Rows kept and flagged by a WARN rule.</param>
/// <param name="ImpliedDistributions">Dividends implied from close and adjusted close, not stated by the vendor.</param>
/// <param name="AssumedFacts">Dated facts that came without a date.</param>
public sealed record MarketProvenance(int QuarantinedRows, int FlaggedRows, int ImpliedDistributions, int AssumedFacts)
{
    public static MarketProvenance None { get; } = new(0, 0, 0, 0);
}
