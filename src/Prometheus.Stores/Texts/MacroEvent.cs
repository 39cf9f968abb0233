namespace Prometheus.Stores.Texts;

/// <summary>One row of <c>macro_events</c>.</summary>
/// <param name="EventType">FOMC, PAYROLLS …</param>
/// <param name="KnownOn">First session whose cut-off is later than <paramref name="Timestamp"/>.</param>
/// <param name="Country">Null where it was not stated.</param>
/// <param name="ContentHash">Of the description.</param>
public sealed record MacroEvent(
    string EventId, DateOnly KnownOn, DateTimeOffset Timestamp, string EventType, string? Country, string Description, string ContentHash, string Source);
