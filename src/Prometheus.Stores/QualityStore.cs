using System.Globalization;
using Prometheus.Core.Identity;

namespace Prometheus.Stores;

/// <summary>What the quality rules found: <c>data_quality_events</c>.</summary>
public static class QualityStore
{
    private static readonly TableShape Events = new(
        "data_quality_events",
        keyColumns: 5,
        Column.Text("market_id"),
        Column.Text("file"),
        Column.Integer("line"),
        Column.Text("rule"),
        Column.Text("event_id"),
        Column.Text("severity"),
        Column.Text("instrument_id"),
        Column.Date("trade_date"),
        Column.Text("expected"),
        Column.Text("found"));

    /// <summary>
    /// Makes what is known of some instruments' rows in some files, and of rows there that name no instrument, exactly these hits. False,
    /// and nothing written, where it already is.
    /// </summary>
    public static bool Replace(
        DatabaseTransaction unit, string marketId, IReadOnlyCollection<string> files, IReadOnlyCollection<string> instruments, IEnumerable<QualityRecord> found)
    {
        var records = found.DistinctBy(r => (r.File, r.Line, r.Rule, r.EventId))
            .OrderBy(r => r.File, StringComparer.Ordinal).ThenBy(r => r.Line)
            .ThenBy(r => r.Rule, StringComparer.Ordinal).ThenBy(r => r.EventId, StringComparer.Ordinal)
            .ToArray();
        var range = KeyRange.Where(
            "market_id = @marketId AND file IN @files AND (instrument_id IS NULL OR instrument_id IN @ids)",
            new { marketId, files = files.ToArray(), ids = instruments.ToArray() });
        if (Read(unit, range.Condition, range.Parameters!).SequenceEqual(records))
            return false;
        unit.Replace(Events, range, rows =>
        {
            foreach (var r in records)
            {
                rows.Text(marketId).Text(r.File).Integer(r.Line).Text(r.Rule).Text(r.EventId)
                    .Text(r.Severity).Text(r.InstrumentId).Date(r.Date).Text(r.Expected).Text(r.Found).EndRow();
            }
        });
        return true;
    }

    /// <summary>The hits on rows dated on or before <paramref name="end"/>, and on rows without a readable date, in key order.</summary>
    public static IReadOnlyList<QualityRecord> Read(IDatabaseReads historical, string marketId, DateOnly end)
        => Read(historical, "market_id = @marketId AND (trade_date IS NULL OR trade_date <= @end)", new { marketId, end });

    /// <summary>How many rows of market data were refused (rows of a user's own scores, of texts and of fundamentals are none), of those dated on or before <paramref name="end"/> or without a readable date.</summary>
    public static int CountQuarantined(IDatabaseReads historical, string marketId, DateOnly end)
        => (int)historical.Scalar<long>(
            "SELECT COUNT(*) FROM data_quality_events WHERE market_id = @marketId AND severity = @severity AND rule NOT LIKE 'score!_%' ESCAPE '!' AND rule NOT LIKE 'fact!_%' ESCAPE '!' AND (trade_date IS NULL OR trade_date <= @end)",
            new { marketId, end, severity = QualityRecord.Error });

    private static List<QualityRecord> Read(IDatabaseReads historical, string condition, object parameters)
    {
        var records = new List<QualityRecord>();
        using var rows = historical.Read(
            $"""
            SELECT file, line, rule, severity, instrument_id, trade_date, expected, found FROM data_quality_events
            WHERE {condition} ORDER BY file, line, rule, event_id
            """,
            parameters);
        while (rows.Next())
        {
            records.Add(new QualityRecord(
                rows.Text(0), (int)rows.Integer(1), rows.Text(2), rows.Text(3), rows.TextOrNull(4), rows.DateOrNull(5), rows.Text(6), rows.Text(7)));
        }

        return records;
    }
}

/// <summary>One hit of a quality rule, as stored.</summary>
/// <param name="Severity"><see cref="Error"/>: the row was refused; <see cref="Warn"/>: it was kept.</param>
/// <param name="InstrumentId">Null where the row did not say whose it is.</param>
/// <param name="Date">Null where the row's date could not be read.</param>
public sealed record QualityRecord(
    string File, int Line, string Rule, string Severity, string? InstrumentId, DateOnly? Date, string Expected, string Found)
{
    public const string Error = "ERROR";
    public const string Warn = "WARN";

    /// <summary>What tells hits of one rule on one line apart.</summary>
    public string EventId => StableId.Of(InstrumentId ?? "", Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", Expected, Found);
}
