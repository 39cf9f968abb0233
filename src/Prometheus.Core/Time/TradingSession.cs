namespace Prometheus.Core.Time;

/// <summary>One trading day of a venue. The date is the venue's local date; open and close are UTC instants.</summary>
public readonly record struct TradingSession(DateOnly Date, SessionKind Kind, DateTimeOffset OpenUtc, DateTimeOffset CloseUtc);
