namespace Prometheus.Stores;

/// <summary>Series of a market as a whole: <c>series_daily</c>, and what imports changed: <c>series_changes</c>.</summary>
public static class SeriesStore
{
    private static readonly TableShape Values = new(
        "series_daily",
        keyColumns: 3,
        Column.Text("market_id"),
        Column.Text("series_id"),
        Column.Date("trade_date"),
        Column.Real("value"),
        Column.Date("known_on"),
        Column.Text("unit"),
        Column.Text("source"));

    private static readonly TableShape Changes = new(
        "series_changes",
        keyColumns: 4,
        Column.Text("market_id"),
        Column.Text("series_id"),
        Column.Date("trade_date"),
        Column.Integer("revision"),
        Column.Real("old_value"),
        Column.Real("new_value"),
        Column.Text("source"));

    /// <summary>The series of a market with what is known of them on or before <paramref name="end"/>, in id order.</summary>
    public static IReadOnlyList<StoredSeries> Read(IDatabaseReads historical, string marketId, DateOnly end)
    {
        var series = new List<StoredSeries>();
        var (dates, known, values) = (new List<DateOnly>(), new List<DateOnly>(), new List<double>());
        using var rows = historical.Read(
            """
            SELECT series_id, trade_date, known_on, value, unit, source FROM series_daily
            WHERE market_id = @marketId AND known_on <= @end ORDER BY series_id, trade_date
            """,
            new { marketId, end });
        var (id, unit, source) = ("", "", "");
        while (rows.Next())
        {
            if (!string.Equals(rows.Text(0), id, StringComparison.Ordinal))
            {
                Take();
                (id, unit, source) = (rows.Text(0), rows.Text(4), rows.Text(5));
            }

            dates.Add(rows.Date(1));
            known.Add(rows.Date(2));
            values.Add(rows.Real(3));
        }

        Take();
        return series;

        void Take()
        {
            if (dates.Count > 0)
                series.Add(new StoredSeries(id, unit, source, [.. dates], [.. known], [.. values]));
            dates.Clear();
            known.Clear();
            values.Clear();
        }
    }

    /// <summary>Makes series of a market hold exactly these values. Returns the rows written.</summary>
    public static long Replace(DatabaseTransaction unit, string marketId, IReadOnlyList<StoredSeries> series)
    {
        var range = KeyRange.Where("market_id = @marketId AND series_id IN @ids", new { marketId, ids = series.Select(s => s.SeriesId).ToArray() });
        return unit.Replace(Values, range, rows =>
        {
            foreach (var s in series.OrderBy(s => s.SeriesId, StringComparer.Ordinal))
            {
                for (var k = 0; k < s.Dates.Length; k++)
                    rows.Text(marketId).Text(s.SeriesId).Date(s.Dates[k]).Real(s.Values[k]).Date(s.KnownOn[k]).Text(s.Unit).Text(s.Source).EndRow();
            }
        });
    }

    /// <summary>Records changed values, each key once.</summary>
    public static void Add(DatabaseTransaction unit, string marketId, IReadOnlyList<SeriesChange> changes)
    {
        if (changes.Count == 0)
            return;
        var last = new Dictionary<(string, DateOnly), long>();
        using (var rows = unit.Read(
            "SELECT series_id, trade_date, MAX(revision) FROM series_changes WHERE market_id = @marketId GROUP BY series_id, trade_date", new { marketId }))
        {
            while (rows.Next())
                last[(rows.Text(0), rows.Date(1))] = rows.Integer(2);
        }

        unit.Upsert(Changes, rows =>
        {
            foreach (var c in changes.OrderBy(c => c.SeriesId, StringComparer.Ordinal).ThenBy(c => c.Date))
            {
                rows.Text(marketId).Text(c.SeriesId).Date(c.Date).Integer(last.GetValueOrDefault((c.SeriesId, c.Date)) + 1)
                    .Real(c.OldValue).Real(c.NewValue).Text(c.Source).EndRow();
            }
        });
    }
}

/// <summary>A stored value of a series that a later import of the same source changed.</summary>
public sealed record SeriesChange(string SeriesId, DateOnly Date, double OldValue, double NewValue, string Source);

/// <summary>One series of <c>series_daily</c>.</summary>
/// <param name="Unit">LEVEL or FRACTION.</param>
/// <param name="Dates">What the values are about, ascending.</param>
/// <param name="KnownOn">From when each may be used.</param>
/// <param name="Values">Observed values.</param>
public sealed record StoredSeries(string SeriesId, string Unit, string Source, DateOnly[] Dates, DateOnly[] KnownOn, double[] Values)
{
    public const string Level = "LEVEL";
    public const string Fraction = "FRACTION";
}
