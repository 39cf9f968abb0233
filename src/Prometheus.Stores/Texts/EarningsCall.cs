namespace Prometheus.Stores.Texts;

/// <summary>One row of <c>earnings_calls</c>.</summary>
/// <param name="KnownOn">As stated, else the first session after <paramref name="CallDate"/>.</param>
/// <param name="ContentHash">Of the transcript.</param>
public sealed record EarningsCall(
    string CallId, string IssuerId, DateOnly CallDate, DateOnly KnownOn, string Transcript, string ContentHash, string Source);
