using System.Globalization;
using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Time;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.Portfolio.Ledger;

namespace Prometheus.Stores.Runs;

/// <summary>
/// Orders and fills of a run ⇄ <c>orders</c>, <c>fills</c>, <c>executed_actions</c>, <c>backtest_trades</c> and <c>positions_snapshots</c>.
/// Orders and fills carry the open of their session, snapshots its close.
/// </summary>
public static class ExecutionStore
{
    private const string Mode = "BACKTEST";

    private static readonly TableShape Orders = new(
        "orders",
        keyColumns: 4,
        Column.Text("context"),
        Column.Text("portfolio_id"),
        Column.Date("trade_date"),
        Column.Integer("sequence"),
        Column.Text("order_id"),
        Column.Instant("timestamp"),
        Column.Text("instrument_id"),
        Column.Text("side"),
        Column.Text("order_type"),
        Column.Real("quantity"),
        Column.Real("filled_quantity"),
        Column.Text("status"),
        Column.Text("mode"),
        Column.Text("decision_id"),
        Column.Json("metadata"));

    private static readonly TableShape Fills = new(
        "fills",
        keyColumns: 4,
        Column.Text("context"),
        Column.Text("portfolio_id"),
        Column.Date("trade_date"),
        Column.Integer("sequence"),
        Column.Text("fill_id"),
        Column.Text("order_id"),
        Column.Instant("timestamp"),
        Column.Text("instrument_id"),
        Column.Text("side"),
        Column.Real("quantity"),
        Column.Real("price"),
        Column.Real("commission"),
        Column.Text("mode"),
        Column.Json("metadata"));

    private static readonly TableShape Actions = new(
        "executed_actions",
        keyColumns: 4,
        Column.Text("context"),
        Column.Text("portfolio_id"),
        Column.Date("trade_date"),
        Column.Integer("sequence"),
        Column.Text("action_id"),
        Column.Text("decision_id"),
        Column.Text("run_id"),
        Column.Text("instrument_id"),
        Column.Text("side"),
        Column.Real("quantity"),
        Column.Real("price"),
        Column.Real("slippage"),
        Column.Real("fees"));

    private static readonly TableShape Trades = new(
        "backtest_trades",
        keyColumns: 3,
        Column.Text("run_id"),
        Column.Date("trade_date"),
        Column.Integer("sequence"),
        Column.Text("trade_id"),
        Column.Text("ticker"),
        Column.Text("direction"),
        Column.Real("size"),
        Column.Real("price"),
        Column.Text("regime_id"),
        Column.Text("universe_id"),
        Column.Json("decision_metadata_json"));

    private static readonly TableShape Snapshots = new(
        "positions_snapshots",
        keyColumns: 4,
        Column.Text("context"),
        Column.Text("portfolio_id"),
        Column.Date("as_of_date"),
        Column.Text("instrument_id"),
        Column.Instant("timestamp"),
        Column.Real("quantity"),
        Column.Real("avg_cost"),
        Column.Real("market_value"),
        Column.Real("unrealized_pnl"),
        Column.Text("mode"));

    /// <summary>Makes the context of a run hold exactly its executions. Returns the rows written.</summary>
    public static long Save(DatabaseTransaction unit, SleeveRun run)
    {
        var sessions = ExchangeCalendars.Get(run.Market.Definition.Exchange);
        var byContext = KeyRange.Where("context = @context", new { context = run.RunId });
        var byRun = KeyRange.Where("run_id = @run", new { run = run.RunId });
        var orderIds = new Dictionary<(int Session, int Instrument, OrderSide Side), string>();
        return unit.Replace(Orders, byContext, rows => WriteOrders(rows, run, sessions, orderIds))
            + unit.Replace(Fills, byContext, rows => WriteFills(rows, run, sessions, orderIds))
            + unit.Replace(Actions, byContext, rows => WriteActions(rows, run))
            + unit.Replace(Trades, byRun, rows => WriteTrades(rows, run))
            + unit.Replace(Snapshots, byContext, rows => WriteSnapshots(rows, run, sessions));
    }

    /// <summary>The fills of one run, in the order they were booked.</summary>
    public static IReadOnlyList<FillRow> ReadFills(Database runtime, string runId) => runtime.Query<FillRow>(
        "SELECT trade_date, instrument_id, side, quantity, price, commission FROM fills WHERE context = @runId ORDER BY trade_date, sequence",
        new { runId });

    /// <summary>The positions of one run at its last snapshot, by id.</summary>
    public static IReadOnlyList<PositionRow> ReadLastPositions(Database runtime, string runId) => runtime.Query<PositionRow>(
        """
        SELECT as_of_date, instrument_id, quantity, market_value, unrealized_pnl FROM positions_snapshots
        WHERE context = @runId AND as_of_date = (SELECT MAX(as_of_date) FROM positions_snapshots WHERE context = @runId)
        ORDER BY instrument_id
        """,
        new { runId });

    private static void WriteOrders(
        RowWriter rows, SleeveRun run, ExchangeCalendar sessions, Dictionary<(int Session, int Instrument, OrderSide Side), string> ids)
    {
        var decisionId = DecisionStore.RunnerDecisionId(run.RunId);
        foreach (var (order, sequence) in Numbered(run.Orders, o => o.Session))
        {
            var date = run.Market.Sessions[order.Session];
            var id = IdOf("order", run.RunId, date, sequence);
            ids[(order.Session, order.Instrument, order.Side)] = id;
            rows.Text(run.RunId).Text(run.Sleeve.PortfolioId).Date(date).Integer(sequence).Text(id).Instant(SessionOf(sessions, date).OpenUtc)
                .Text(run.Market.Instruments[order.Instrument]).Text(StoredName.Of(order.Side)).Text("MARKET")
                .Real(order.Quantity).Real(order.FilledQuantity).Text(StoredName.Of(order.Status)).Text(Mode).Text(decisionId)
                .Json($$"""{"decision_date":"{{run.Market.Sessions[order.DecisionSession]:yyyy-MM-dd}}"}""").EndRow();
        }
    }

    private static void WriteFills(
        RowWriter rows, SleeveRun run, ExchangeCalendar sessions, Dictionary<(int Session, int Instrument, OrderSide Side), string> ids)
    {
        foreach (var (fill, sequence) in Numbered(run.Fills, f => f.Session))
        {
            var date = run.Market.Sessions[fill.Session];
            var orderId = fill.Reason == FillReason.Order ? ids[(fill.Session, fill.Instrument, fill.Side)] : null;
            rows.Text(run.RunId).Text(run.Sleeve.PortfolioId).Date(date).Integer(sequence).Text(IdOf("fill", run.RunId, date, sequence)).Text(orderId)
                .Instant(SessionOf(sessions, date).OpenUtc).Text(run.Market.Instruments[fill.Instrument]).Text(StoredName.Of(fill.Side))
                .Real(fill.Quantity).Real(fill.Price).Real(fill.Commission).Text(Mode)
                .Json($$"""{"reason":"{{StoredName.Of(fill.Reason)}}"}""").EndRow();
        }
    }

    private static void WriteActions(RowWriter rows, SleeveRun run)
    {
        var decisionId = DecisionStore.RunnerDecisionId(run.RunId);
        foreach (var (fill, sequence) in Numbered(run.Fills, f => f.Session))
        {
            var date = run.Market.Sessions[fill.Session];
            rows.Text(run.RunId).Text(run.Sleeve.PortfolioId).Date(date).Integer(sequence).Text(IdOf("action", run.RunId, date, sequence))
                .Text(decisionId).Text(run.RunId).Text(run.Market.Instruments[fill.Instrument]).Text(StoredName.Of(fill.Side))
                .Real(fill.Quantity).Real(fill.Price).Real(fill.Slippage).Real(fill.Commission).EndRow();
        }
    }

    private static void WriteTrades(RowWriter rows, SleeveRun run)
    {
        var metadata = CanonicalJson.SerializeToString(new Dictionary<string, string>
        {
            ["sleeve_id"] = run.Sleeve.SleeveId,
            ["strategy_id"] = run.Sleeve.StrategyId,
        });
        var regimes = RegimesAtDecision(run);
        foreach (var (fill, sequence) in Numbered(run.Fills, f => f.Session))
        {
            var date = run.Market.Sessions[fill.Session];
            var regime = fill.Reason == FillReason.Order ? regimes.GetValueOrDefault((fill.Session, fill.Instrument, fill.Side)) : null;
            rows.Text(run.RunId).Date(date).Integer(sequence).Text(IdOf("trade", run.RunId, date, sequence))
                .Text(run.Market.Instruments[fill.Instrument]).Text(StoredName.Of(fill.Side)).Real(fill.Quantity).Real(fill.Price)
                .Text(regime).Text(run.Sleeve.UniverseId).Json(metadata).EndRow();
        }
    }

    /// <summary>The label known when the order behind a fill was decided; nothing where there was none.</summary>
    private static Dictionary<(int Session, int Instrument, OrderSide Side), string> RegimesAtDecision(SleeveRun run)
    {
        var regimes = new Dictionary<(int, int, OrderSide), string>();
        foreach (var order in run.Orders)
        {
            var day = order.DecisionSession - run.Daily[0].Session;
            if (day >= 0 && day < run.Exposures.Length && run.Exposures[day].Regime is { } label)
                regimes[(order.Session, order.Instrument, order.Side)] = StoredName.Of(label);
        }

        return regimes;
    }

    private static void WriteSnapshots(RowWriter rows, SleeveRun run, ExchangeCalendar sessions)
    {
        foreach (var snapshot in run.Positions)
        {
            var date = run.Market.Sessions[snapshot.Session];
            var close = SessionOf(sessions, date).CloseUtc;
            foreach (var position in snapshot.Positions)
            {
                rows.Text(run.RunId).Text(run.Sleeve.PortfolioId).Date(date).Text(run.Market.Instruments[position.Instrument]).Instant(close)
                    .Real(position.Quantity).Real(position.AverageCost).Real(position.MarketValue).Real(position.UnrealizedProfit).Text(Mode).EndRow();
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

    private static TradingSession SessionOf(ExchangeCalendar calendar, DateOnly date)
        => calendar.SessionOn(date) ?? throw new DataError($"{date:yyyy-MM-dd} carries executions but is no session of {calendar.Exchange}");

    private static string IdOf(string kind, string runId, DateOnly date, int sequence)
        => StableId.Of(kind, runId, date.ToString("O", CultureInfo.InvariantCulture), sequence.ToString(CultureInfo.InvariantCulture));
}
