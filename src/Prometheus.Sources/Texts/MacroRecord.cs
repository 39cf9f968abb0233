namespace Prometheus.Sources.Texts;

/// <summary>One dated event of the economy in a file.</summary>
/// <param name="EventId">Follows from market, source and the source's own id; without one, from type, time and description.</param>
/// <param name="KnownOn">First session whose cut-off is later than <paramref name="Timestamp"/>.</param>
/// <param name="EventType">Upper case.</param>
public sealed record MacroRecord(
    string EventId, DateTimeOffset Timestamp, DateOnly KnownOn, string EventType, string? Country, string Description, string Source);
