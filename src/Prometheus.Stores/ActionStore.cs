namespace Prometheus.Stores;

/// <summary>Splits and dividends: <c>corporate_actions</c>.</summary>
public static class ActionStore
{
    private static readonly TableShape Actions = new(
        "corporate_actions",
        keyColumns: 3,
        Column.Text("instrument_id"),
        Column.Date("ex_date"),
        Column.Text("kind"),
        Column.Real("value"),
        Column.Text("source"),
        Column.Boolean("implied"));

    /// <summary>The actions of a market's instruments with ex-dates on or before <paramref name="end"/>, in key order.</summary>
    public static IReadOnlyList<ActionRecord> Read(IDatabaseReads historical, string marketId, DateOnly end)
        => Read(historical, "instrument_id IN (SELECT instrument_id FROM price_series WHERE market_id = @marketId)", new { marketId, end });

    /// <summary>The same for named instruments.</summary>
    public static IReadOnlyList<ActionRecord> Read(IDatabaseReads historical, IReadOnlyCollection<string> instruments, DateOnly end)
        => Read(historical, "instrument_id IN @ids", new { ids = instruments.ToArray(), end });

    /// <summary>Makes the actions of some instruments exactly these.</summary>
    public static void Replace(DatabaseTransaction unit, IReadOnlyCollection<string> instruments, IEnumerable<ActionRecord> actions)
        => unit.Replace(Actions, KeyRange.Where("instrument_id IN @ids", new { ids = instruments.ToArray() }), rows =>
        {
            foreach (var a in actions.OrderBy(a => a.InstrumentId, StringComparer.Ordinal).ThenBy(a => a.ExDate).ThenBy(a => a.Kind, StringComparer.Ordinal))
                rows.Text(a.InstrumentId).Date(a.ExDate).Text(a.Kind).Real(a.Value).Text(a.Source).Boolean(a.Implied).EndRow();
        });

    private static List<ActionRecord> Read(IDatabaseReads historical, string condition, object parameters)
    {
        var actions = new List<ActionRecord>();
        using var rows = historical.Read(
            $"""
            SELECT instrument_id, ex_date, kind, value, source, implied FROM corporate_actions
            WHERE {condition} AND ex_date <= @end ORDER BY instrument_id, ex_date, kind
            """,
            parameters);
        while (rows.Next())
            actions.Add(new ActionRecord(rows.Text(0), rows.Date(1), rows.Text(2), rows.Real(3), rows.Text(4), rows.Boolean(5)));
        return actions;
    }
}

/// <summary>One stored corporate action.</summary>
/// <param name="Kind"><see cref="Split"/> or <see cref="Dividend"/>.</param>
/// <param name="Value">New shares per old share, or cash per new share in the units of the series' price basis.</param>
/// <param name="Implied">True where it follows from close and adjusted close and was not stated.</param>
public sealed record ActionRecord(string InstrumentId, DateOnly ExDate, string Kind, double Value, string Source, bool Implied)
{
    public const string Split = "SPLIT";
    public const string Dividend = "DIVIDEND";
}
