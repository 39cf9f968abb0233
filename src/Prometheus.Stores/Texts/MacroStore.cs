namespace Prometheus.Stores.Texts;

/// <summary>Dated news of the economy: <c>macro_events</c>.</summary>
public static class MacroStore
{
    private static readonly TableShape Events = new(
        "macro_events",
        keyColumns: 1,
        Column.Text("event_id"),
        Column.Text("market_id"),
        Column.Text("event_type"),
        Column.Instant("timestamp"),
        Column.Date("known_on"),
        Column.Text("country"),
        Column.Text("description"),
        Column.Text("content_hash"),
        Column.Text("source"));

    /// <summary>The events of a market known from <paramref name="start"/> to <paramref name="asOf"/>, by session, then id.</summary>
    public static IReadOnlyList<MacroEvent> Read(IDatabaseReads historical, string marketId, DateOnly start, DateOnly asOf)
    {
        var events = new List<MacroEvent>();
        using var rows = historical.Read(
            """
            SELECT event_id, known_on, timestamp, event_type, country, description, content_hash, source FROM macro_events
            WHERE market_id = @marketId AND known_on BETWEEN @start AND @asOf ORDER BY known_on, event_id
            """,
            new { marketId, start, asOf });
        while (rows.Next())
        {
            events.Add(new MacroEvent(
                rows.Text(0), rows.Date(1), rows.Instant(2), rows.Text(3), rows.TextOrNull(4), rows.Text(5), rows.Text(6), rows.Text(7)));
        }

        return events;
    }

    /// <summary>Writes events that are new or differ from what is stored. Returns how many were added and changed.</summary>
    /// <param name="events">Each id once.</param>
    public static (int Added, int Changed) Save(DatabaseTransaction unit, string marketId, IReadOnlyList<MacroEvent> events)
    {
        var stored = Read(unit, marketId, DateOnly.MinValue, DateOnly.MaxValue).ToDictionary(e => e.EventId, StringComparer.Ordinal);
        var writes = events.Where(e => e != stored.GetValueOrDefault(e.EventId)).OrderBy(e => e.EventId, StringComparer.Ordinal).ToArray();
        return FactRows.Save(unit, Events, writes, e => stored.ContainsKey(e.EventId), (rows, e) => rows
            .Text(e.EventId).Text(marketId).Text(e.EventType).Instant(e.Timestamp).Date(e.KnownOn).Text(e.Country)
            .Text(e.Description).Text(e.ContentHash).Text(e.Source));
    }
}

/// <summary>One row of <c>macro_events</c>.</summary>
/// <param name="EventType">FOMC, PAYROLLS …</param>
/// <param name="KnownOn">First session whose cut-off is later than <paramref name="Timestamp"/>.</param>
/// <param name="Country">Null where it was not stated.</param>
/// <param name="ContentHash">Of the description.</param>
public sealed record MacroEvent(
    string EventId, DateOnly KnownOn, DateTimeOffset Timestamp, string EventType, string? Country, string Description, string ContentHash, string Source);
