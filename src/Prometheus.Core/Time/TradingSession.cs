namespace Prometheus.Core.Time;

/// <summary>
/// One trading day of a venue. The date is the venue's local date; open and close are UTC instants. Null where it trades without a
/// <paramref name="Break"/>.
/// </summary>
public readonly record struct TradingSession(
    DateOnly Date, SessionKind Kind, DateTimeOffset OpenUtc, DateTimeOffset CloseUtc, TradingBreak? Break = null);
