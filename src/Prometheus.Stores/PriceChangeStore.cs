namespace Prometheus.Stores;

/// <summary>What imports changed: values in <c>price_changes</c>, whole series in <c>price_series_changes</c>. The oldest revision is 1.</summary>
public static class PriceChangeStore
{
    private static readonly TableShape Values = new(
        "price_changes",
        keyColumns: 4,
        Column.Text("instrument_id"),
        Column.Date("trade_date"),
        Column.Text("field"),
        Column.Integer("revision"),
        Column.Real("old_value"),
        Column.Real("new_value"),
        Column.Text("source"));

    private static readonly TableShape Series = new(
        "price_series_changes",
        keyColumns: 2,
        Column.Text("instrument_id"),
        Column.Integer("revision"),
        Column.Text("old_source"),
        Column.Text("old_basis"),
        Column.Integer("old_rows"),
        Column.Text("new_source"),
        Column.Text("new_basis"),
        Column.Integer("new_rows"));

    /// <summary>Records changed values, each key once.</summary>
    public static void Add(DatabaseTransaction unit, IReadOnlyList<PriceChange> changes)
    {
        if (changes.Count == 0)
            return;
        var last = LastRevisions(unit, changes);
        unit.Upsert(Values, rows =>
        {
            foreach (var c in changes.OrderBy(c => c.InstrumentId, StringComparer.Ordinal).ThenBy(c => c.Date).ThenBy(c => c.Field, StringComparer.Ordinal))
            {
                rows.Text(c.InstrumentId).Date(c.Date).Text(c.Field).Integer(last.GetValueOrDefault((c.InstrumentId, c.Date, c.Field)) + 1)
                    .Real(c.OldValue).Real(c.NewValue).Text(c.Source).EndRow();
            }
        });
    }

    /// <summary>Records that one series took the place of another.</summary>
    public static void Add(DatabaseTransaction unit, PriceSeries before, PriceSeries after)
    {
        var revision = unit.Scalar<long>(
            "SELECT COALESCE(MAX(revision), 0) + 1 FROM price_series_changes WHERE instrument_id = @id", new { id = after.InstrumentId });
        unit.Upsert(Series, rows => rows
            .Text(after.InstrumentId).Integer(revision)
            .Text(before.Source).Text(StoredName.Of(before.Basis)).Integer(before.Rows)
            .Text(after.Source).Text(StoredName.Of(after.Basis)).Integer(after.Rows).EndRow());
    }

    /// <summary>Records that a series was taken out of the store.</summary>
    public static void AddRemoval(DatabaseTransaction unit, PriceSeries before) => Add(unit, before, before with { Source = "removed", Rows = 0 });

    private static Dictionary<(string Id, DateOnly Date, string Field), long> LastRevisions(DatabaseTransaction unit, IReadOnlyList<PriceChange> changes)
    {
        var last = new Dictionary<(string, DateOnly, string), long>();
        using var rows = unit.Read(
            "SELECT instrument_id, trade_date, field, MAX(revision) FROM price_changes WHERE instrument_id IN @ids GROUP BY instrument_id, trade_date, field",
            new { ids = changes.Select(c => c.InstrumentId).Distinct(StringComparer.Ordinal).ToArray() });
        while (rows.Next())
            last[(rows.Text(0), rows.Date(1), rows.Text(2))] = rows.Integer(3);
        return last;
    }
}

/// <summary>A stored value that a later import of the same source changed.</summary>
/// <param name="Field">Column of <c>prices_daily</c>, or kind of a corporate action, in upper snake case.</param>
/// <param name="OldValue">NaN where there was none.</param>
/// <param name="NewValue">NaN where there is none any more.</param>
public sealed record PriceChange(string InstrumentId, DateOnly Date, string Field, double OldValue, double NewValue, string Source);
