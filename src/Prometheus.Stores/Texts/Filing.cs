namespace Prometheus.Stores.Texts;

/// <summary>One row of <c>filings</c>.</summary>
/// <param name="FilingType">10-K, 10-Q, 8-K …</param>
/// <param name="KnownOn">As stated, else the first session after <paramref name="FilingDate"/>.</param>
/// <param name="ContentHash">Of the text.</param>
public sealed record Filing(
    string FilingId, string IssuerId, string FilingType, DateOnly FilingDate, DateOnly KnownOn, string Text, string ContentHash, string Source);
