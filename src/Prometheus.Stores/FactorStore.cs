namespace Prometheus.Stores;

/// <summary>Factor returns: <c>factors_daily</c>.</summary>
public static class FactorStore
{
    private const string Imported = "IMPORTED";

    private static readonly TableShape Factors = new(
        "factors_daily",
        keyColumns: 3,
        Column.Text("market_id"),
        Column.Text("factor_id"),
        Column.Date("trade_date"),
        Column.Real("value"),
        Column.Text("kind"),
        Column.Text("source"),
        Column.Date("known_on"));

    /// <summary>The imported factors of a market with what is known of them on or before <paramref name="end"/>, in id order.</summary>
    public static IReadOnlyList<StoredSeries> ReadImported(IDatabaseReads historical, string marketId, DateOnly end)
    {
        var factors = new List<StoredSeries>();
        var rows = new List<(string Id, DateOnly Date, DateOnly KnownOn, double Value, string Source)>();
        using (var reader = historical.Read(
            """
            SELECT factor_id, trade_date, known_on, value, source FROM factors_daily
            WHERE market_id = @marketId AND kind = @kind AND known_on <= @end ORDER BY factor_id, trade_date
            """,
            new { marketId, kind = Imported, end }))
        {
            while (reader.Next())
                rows.Add((reader.Text(0), reader.Date(1), reader.Date(2), reader.Real(3), reader.Text(4)));
        }

        foreach (var factor in rows.GroupBy(r => r.Id, StringComparer.Ordinal))
        {
            factors.Add(new StoredSeries(
                factor.Key, StoredSeries.Fraction, factor.First().Source,
                [.. factor.Select(r => r.Date)], [.. factor.Select(r => r.KnownOn)], [.. factor.Select(r => r.Value)]));
        }

        return factors;
    }

    /// <summary>Makes imported factors of a market hold exactly these values. Returns the rows written.</summary>
    public static long ReplaceImported(DatabaseTransaction unit, string marketId, IReadOnlyList<StoredSeries> factors)
    {
        var range = KeyRange.Where("market_id = @marketId AND factor_id IN @ids", new { marketId, ids = factors.Select(f => f.SeriesId).ToArray() });
        return unit.Replace(Factors, range, rows =>
        {
            foreach (var f in factors.OrderBy(f => f.SeriesId, StringComparer.Ordinal))
            {
                for (var k = 0; k < f.Dates.Length; k++)
                    rows.Text(marketId).Text(f.SeriesId).Date(f.Dates[k]).Real(f.Values[k]).Text(Imported).Text(f.Source).Date(f.KnownOn[k]).EndRow();
            }
        });
    }
}
