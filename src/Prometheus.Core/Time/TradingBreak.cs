namespace Prometheus.Core.Time;

/// <summary>The pause inside a session, as UTC instants.</summary>
public readonly record struct TradingBreak(DateTimeOffset StartUtc, DateTimeOffset EndUtc);
