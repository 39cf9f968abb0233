using Prometheus.Backtest.Campaigns;
using Prometheus.Portfolio.Ledger;

namespace Prometheus.Stores.Runs;

/// <summary>
/// What a run ordered, traded and held ⇄ <c>book_orders</c>, <c>book_fills</c> and <c>book_positions</c>, which the views <c>orders</c>,
/// <c>fills</c>, <c>executed_actions</c>, <c>backtest_trades</c> and <c>positions_snapshots</c> show.
/// </summary>
public static class ExecutionStore
{
    private static readonly TableShape Orders = new(
        "book_orders",
        keyColumns: 3,
        Column.Narrow("book_key"),
        Column.Narrow("day"),
        Column.Narrow("sequence"),
        Column.Narrow("name_key"),
        Column.Real("quantity"),
        Column.Real("filled_quantity"),
        Column.Narrow("decision_day"),
        Column.Narrow("flags"));

    private static readonly TableShape Fills = new(
        "book_fills",
        keyColumns: 3,
        Column.Narrow("book_key"),
        Column.Narrow("day"),
        Column.Narrow("sequence"),
        Column.Narrow("name_key"),
        Column.Real("quantity"),
        Column.Real("price"),
        Column.Real("commission"),
        Column.Real("slippage"),
        Column.Narrow("order_sequence"),
        Column.Narrow("flags"));

    private static readonly TableShape Positions = new(
        "book_positions",
        keyColumns: 3,
        Column.Narrow("book_key"),
        Column.Narrow("day"),
        Column.Narrow("name_key"),
        Column.Real("quantity"),
        Column.Real("avg_cost"),
        Column.Real("market_value"),
        Column.Real("unrealized_pnl"));

    /// <summary>Makes the book of a run hold exactly its executions. Returns the rows written.</summary>
    internal static long Save(DatabaseTransaction unit, SleeveRun run, StoredBook book)
    {
        var sequences = new Dictionary<(int Session, int Instrument, OrderSide Side), int>();
        return unit.Replace(Orders, book.Rows, rows => WriteOrders(rows, run, book, sequences))
            + unit.Replace(Fills, book.Rows, rows => WriteFills(rows, run, book, sequences))
            + unit.Replace(Positions, book.Rows, rows => WritePositions(rows, run, book));
    }

    /// <summary>The fills of one run, in the order they were booked.</summary>
    public static IReadOnlyList<FillRow> ReadFills(Database runtime, string runId) => runtime.Query<FillRow>(
        """
        SELECT n.name AS instrument_id, f.flags % 2 AS side, f.quantity, f.price, f.commission
        FROM books b JOIN book_fills f ON f.book_key = b.book_key JOIN names n ON n.name_key = f.name_key
        WHERE b.context = @runId ORDER BY f.day, f.sequence
        """,
        new { runId });

    /// <summary>The positions of one run at its last snapshot, by id.</summary>
    public static IReadOnlyList<PositionRow> ReadLastPositions(Database runtime, string runId) => runtime.Query<PositionRow>(
        """
        SELECT n.name AS instrument_id, p.quantity, p.market_value, p.unrealized_pnl
        FROM books b JOIN book_positions p ON p.book_key = b.book_key JOIN names n ON n.name_key = p.name_key
        WHERE b.context = @runId AND p.day = (SELECT MAX(l.day) FROM book_positions l WHERE l.book_key = b.book_key)
        ORDER BY n.name
        """,
        new { runId });

    private static void WriteOrders(RowWriter rows, SleeveRun run, StoredBook book, Dictionary<(int Session, int Instrument, OrderSide Side), int> sequences)
    {
        foreach (var (order, sequence) in Numbered(run.Orders, o => o.Session))
        {
            sequences[(order.Session, order.Instrument, order.Side)] = sequence;
            rows.Narrow(book.Key).Narrow(book.Day(order.Session)).Narrow(sequence).Narrow(book.Name(order.Instrument)).Real(order.Quantity)
                .Real(order.FilledQuantity == order.Quantity ? double.NaN : order.FilledQuantity).Narrow(book.Day(order.DecisionSession))
                .Narrow((int)order.Side + (2 * (int)order.Status)).EndRow();
        }
    }

    private static void WriteFills(RowWriter rows, SleeveRun run, StoredBook book, Dictionary<(int Session, int Instrument, OrderSide Side), int> sequences)
    {
        foreach (var (fill, sequence) in Numbered(run.Fills, f => f.Session))
        {
            rows.Narrow(book.Key).Narrow(book.Day(fill.Session)).Narrow(sequence).Narrow(book.Name(fill.Instrument)).Real(fill.Quantity)
                .Real(fill.Price).Real(fill.Commission).Real(fill.Slippage);
            if (fill.Reason == FillReason.Order)
                rows.Narrow(sequences[(fill.Session, fill.Instrument, fill.Side)]);
            else
                rows.Null();
            rows.Narrow((int)fill.Side + (2 * (int)fill.Reason)).EndRow();
        }
    }

    private static void WritePositions(RowWriter rows, SleeveRun run, StoredBook book)
    {
        foreach (var snapshot in run.Positions)
        {
            foreach (var position in snapshot.Positions)
            {
                rows.Narrow(book.Key).Narrow(book.Day(snapshot.Session)).Narrow(book.Name(position.Instrument)).Real(position.Quantity)
                    .Real(position.AverageCost).Real(position.MarketValue).Real(position.UnrealizedProfit).EndRow();
            }
        }
    }

    /// <summary>Numbers the events of each session from 0, in their order.</summary>
    private static IEnumerable<(T Event, int Sequence)> Numbered<T>(IEnumerable<T> events, Func<T, int> sessionOf)
    {
        var (session, sequence) = (-1, 0);
        foreach (var item in events)
        {
            sequence = sessionOf(item) == session ? sequence + 1 : 0;
            session = sessionOf(item);
            yield return (item, sequence);
        }
    }
}

/// <summary>One stored fill.</summary>
public sealed record FillRow(string InstrumentId, OrderSide Side, double Quantity, double Price, double Commission);

/// <summary>One stored position.</summary>
public sealed record PositionRow(string InstrumentId, double Quantity, double MarketValue, double UnrealizedPnl);
