using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;

namespace Prometheus.Stores;

/// <summary>Bars and what is kept about them: <c>prices_daily</c>, <c>price_series</c>, <c>market_sessions</c>.</summary>
public static class PriceStore
{
    private static readonly TableShape Bars = new(
        "prices_daily",
        keyColumns: 2,
        Column.Text("instrument_id"),
        Column.Date("trade_date"),
        Column.Real("open"),
        Column.Real("high"),
        Column.Real("low"),
        Column.Real("close"),
        Column.Real("adjusted_close"),
        Column.Real("volume"),
        Column.Text("currency"),
        Column.Text("basis"),
        Column.Text("source"),
        Column.Integer("flags"));

    private static readonly TableShape Series = new(
        "price_series",
        keyColumns: 1,
        Column.Text("instrument_id"),
        Column.Text("market_id"),
        Column.Text("source"),
        Column.Text("basis"),
        Column.Text("currency"),
        Column.Date("first_date"),
        Column.Date("last_date"),
        Column.Integer("rows"));

    private static readonly TableShape Sessions = new(
        "market_sessions", keyColumns: 2, Column.Text("market_id"), Column.Date("session_date"), Column.Integer("rows"));

    /// <summary>
    /// Begins the one transaction in which prices are written. Only one such transaction runs at a time, since bars, series, sessions and
    /// tiles must stay in step.
    /// </summary>
    public static DatabaseTransaction BeginWriting(Database historical)
    {
        var unit = historical.Begin();
        if (historical.Engine == DatabaseEngine.PostgreSql)
            unit.Execute("LOCK TABLE price_series IN SHARE ROW EXCLUSIVE MODE");
        return unit;
    }

    /// <summary>
    /// The series of a market that have a bar on or before <paramref name="end"/>, in id order. Last date and rows are those of the whole series.
    /// </summary>
    public static IReadOnlyList<PriceSeries> ReadSeries(IDatabaseReads historical, string marketId, DateOnly end)
        => ReadSeries(historical, "market_id = @marketId AND first_date <= @end", new { marketId, end });

    /// <summary>The same for all markets.</summary>
    public static IReadOnlyList<PriceSeries> ReadSeries(IDatabaseReads historical, DateOnly end) => ReadSeries(historical, "first_date <= @end", new { end });

    /// <summary>The dates up to <paramref name="end"/> on which a market has bars, ascending.</summary>
    public static IReadOnlyList<SessionRows> ReadSessions(IDatabaseReads historical, string marketId, DateOnly end)
    {
        var sessions = new List<SessionRows>();
        using var rows = historical.Read(
            "SELECT session_date, rows FROM market_sessions WHERE market_id = @marketId AND session_date <= @end ORDER BY session_date",
            new { marketId, end });
        while (rows.Next())
            sessions.Add(new SessionRows(rows.Date(0), (int)rows.Integer(1)));
        return sessions;
    }

    /// <summary>The bars of some instruments up to <paramref name="end"/>, in id order; an instrument without one is left out.</summary>
    public static IEnumerable<PriceRows> ReadRows(IDatabaseReads historical, IReadOnlyCollection<string> instruments, DateOnly end)
    {
        var builder = new PriceRowsBuilder();
        using var rows = historical.Read(
            """
            SELECT instrument_id, trade_date, open, high, low, close, adjusted_close, volume, flags FROM prices_daily
            WHERE instrument_id IN @ids AND trade_date <= @end ORDER BY instrument_id, trade_date
            """,
            new { ids = instruments.ToArray(), end });
        while (rows.Next())
        {
            var id = rows.Text(0);
            if (builder.Count > 0 && !string.Equals(builder.InstrumentId, id, StringComparison.Ordinal))
                yield return builder.Take();
            builder.Add(id, rows);
        }

        if (builder.Count > 0)
            yield return builder.Take();
    }

    /// <summary>How many bars of a market up to <paramref name="end"/> carry a warning.</summary>
    /// <remarks>CROSS JOIN holds SQLite to the order as written: the few flagged bars first, by their index, not every bar of every series.</remarks>
    public static int CountFlagged(IDatabaseReads historical, string marketId, DateOnly end)
        => (int)historical.Scalar<long>(
            """
            SELECT COUNT(*) FROM prices_daily p CROSS JOIN price_series s
            WHERE p.flags <> 0 AND p.trade_date <= @end AND s.instrument_id = p.instrument_id AND s.market_id = @marketId
            """,
            new { marketId, end });

    /// <summary>
    /// How many series of a market begin and end where their bars do. Two index look-ups a name tell a cut or prolonged table from one
    /// that its series describe.
    /// </summary>
    public static int CountSeriesInStep(IDatabaseReads historical, string marketId)
        => (int)historical.Scalar<long>(
            """
            SELECT COUNT(*) FROM price_series s WHERE s.market_id = @marketId
              AND s.first_date = (SELECT MIN(p.trade_date) FROM prices_daily p WHERE p.instrument_id = s.instrument_id)
              AND s.last_date = (SELECT MAX(p.trade_date) FROM prices_daily p WHERE p.instrument_id = s.instrument_id)
            """,
            new { marketId });

    /// <summary>Adds the bars of instruments that have none yet, as they come. Returns the number of rows.</summary>
    public static long AddRows(DatabaseTransaction unit, IEnumerable<(PriceSeries Series, PriceRows Rows)> added)
        => unit.Replace(Bars, Nothing, writer =>
        {
            foreach (var (series, rows) in added)
                Write(writer, series, rows, 0, rows.Count);
        });

    /// <summary>Writes some rows of instruments that have bars, new dates and changed ones alike.</summary>
    public static void UpsertRows(DatabaseTransaction unit, IEnumerable<(PriceSeries Series, PriceRows Rows, IReadOnlyList<int> Changed)> changes)
        => unit.Upsert(Bars, writer =>
        {
            foreach (var (series, rows, changed) in changes)
            {
                foreach (var row in changed)
                    Write(writer, series, rows, row, 1);
            }
        });

    /// <summary>Removes all bars and the series of some instruments.</summary>
    public static void Remove(DatabaseTransaction unit, IReadOnlyCollection<string> instruments)
    {
        unit.Execute("DELETE FROM prices_daily WHERE instrument_id IN @ids", new { ids = instruments.ToArray() });
        unit.Execute("DELETE FROM price_series WHERE instrument_id IN @ids", new { ids = instruments.ToArray() });
    }

    public static void UpsertSeries(DatabaseTransaction unit, IEnumerable<PriceSeries> series)
        => unit.Upsert(Series, writer =>
        {
            foreach (var s in series.OrderBy(s => s.InstrumentId, StringComparer.Ordinal))
            {
                writer.Text(s.InstrumentId).Text(s.MarketId).Text(s.Source).Text(StoredName.Of(s.Basis)).Text(s.Currency)
                    .Date(s.FirstDate).Date(s.LastDate).Integer(s.Rows).EndRow();
            }
        });

    /// <summary>Makes the series of a market exactly these, in id order.</summary>
    public static void ReplaceSeries(DatabaseTransaction unit, string marketId, IReadOnlyList<PriceSeries> series)
    {
        var ids = series.Select(s => s.InstrumentId).ToArray();
        unit.Execute("DELETE FROM price_series WHERE market_id = @marketId OR instrument_id IN @ids", new { marketId, ids });
        UpsertSeries(unit, series);
    }

    /// <summary>The series that some bars form, by what stands in their rows.</summary>
    /// <param name="bars">All bars of each instrument.</param>
    /// <exception cref="DataError">The bars of one instrument have two sources, bases or currencies.</exception>
    public static IReadOnlyList<PriceSeries> DescribeRows(IDatabaseReads historical, string marketId, IEnumerable<PriceRows> bars)
    {
        var byId = bars.ToDictionary(b => b.InstrumentId, StringComparer.Ordinal);
        var series = new List<PriceSeries>();
        using var rows = historical.Read(
            """
            SELECT instrument_id, MIN(source), MIN(basis), MIN(currency), MAX(source), MAX(basis), MAX(currency) FROM prices_daily
            WHERE instrument_id IN @ids GROUP BY instrument_id ORDER BY instrument_id
            """,
            new { ids = byId.Keys.ToArray() });
        while (rows.Next())
        {
            var (id, least, most) = (rows.Text(0), (rows.Text(1), rows.Text(2), rows.Text(3)), (rows.Text(4), rows.Text(5), rows.Text(6)));
            if (least != most)
                throw new DataError($"the bars of {id} must have one source, basis and currency, found {least} and {most}");
            var dates = byId[id].Dates;
            series.Add(new PriceSeries(id, marketId, least.Item1, BasisOf(least.Item2), least.Item3, dates[0], dates[^1], dates.Length));
        }

        return series;
    }

    /// <summary>Replaces what is kept of the sessions of one year.</summary>
    public static void ReplaceSessions(DatabaseTransaction unit, string marketId, int year, IEnumerable<SessionRows> sessions)
    {
        var (from, to) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        unit.Replace(Sessions, KeyRange.Where("market_id = @marketId AND session_date BETWEEN @from AND @to", new { marketId, from, to }), writer =>
        {
            foreach (var session in sessions)
                writer.Text(marketId).Date(session.Date).Integer(session.Rows).EndRow();
        });
    }

    /// <summary>An empty range: rows are added and none is removed.</summary>
    private static KeyRange Nothing { get; } = KeyRange.Where("1 = 0");

    private static List<PriceSeries> ReadSeries(IDatabaseReads historical, string condition, object parameters)
    {
        var series = new List<PriceSeries>();
        using var rows = historical.Read(
            $"SELECT instrument_id, market_id, source, basis, currency, first_date, last_date, rows FROM price_series WHERE {condition} ORDER BY instrument_id",
            parameters);
        while (rows.Next())
        {
            series.Add(new PriceSeries(
                rows.Text(0), rows.Text(1), rows.Text(2), BasisOf(rows.Text(3)), rows.Text(4), rows.Date(5), rows.Date(6), (int)rows.Integer(7)));
        }

        return series;
    }

    private static PriceBasis BasisOf(string text)
        => Array.Find(Enum.GetValues<PriceBasis>(), b => StoredName.Of(b) == text) is var basis && StoredName.Of(basis) == text
            ? basis
            : throw new DataError($"price basis must be one of {string.Join(", ", Enum.GetValues<PriceBasis>().Select(StoredName.Of))}, found '{text}'");

    private static void Write(RowWriter writer, PriceSeries series, PriceRows rows, int first, int count)
    {
        var (open, high, low) = (rows[PriceField.Open], rows[PriceField.High], rows[PriceField.Low]);
        var (close, adjusted, volume) = (rows[PriceField.Close], rows[PriceField.AdjustedClose], rows[PriceField.Volume]);
        var basis = StoredName.Of(series.Basis);
        for (var i = first; i < first + count; i++)
        {
            writer.Text(rows.InstrumentId).Date(rows.Dates[i])
                .Real(open[i]).Real(high[i]).Real(low[i]).Real(close[i]).Real(adjusted[i]).Real(volume[i])
                .Text(series.Currency).Text(basis).Text(series.Source).Integer(rows.Flags[i]).EndRow();
        }
    }
}

/// <summary>A date on which a market has bars, and how many.</summary>
public readonly record struct SessionRows(DateOnly Date, int Rows);

/// <summary>What is stored of one instrument's bars, without the bars. One source an instrument.</summary>
/// <param name="Rows">Stored bars.</param>
public sealed record PriceSeries(
    string InstrumentId, string MarketId, string Source, PriceBasis Basis, string Currency, DateOnly FirstDate, DateOnly LastDate, int Rows);
