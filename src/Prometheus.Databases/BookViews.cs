using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>
/// The tables of the seeds that tell what a book did, over rows that hold each fact once: <c>book_sessions</c>, <c>book_decisions</c>,
/// <c>book_engines</c>, <c>book_weights</c>, <c>book_risk_actions</c>, <c>book_orders</c>, <c>book_fills</c> and <c>book_positions</c>. Ids are read
/// off the natural key: <c>run:date:f7</c> is the seventh fill after the first of that session, <c>run:date:UNIVERSE</c> what the universe decided.
/// </summary>
internal static class BookViews
{
    /// <summary>The engines behind a decision in the order they work, by code as <c>book_engines</c> stores it.</summary>
    internal static readonly string[] Engines = ["REGIME", "STABILITY", "FRAGILITY", "OPPORTUNITY", "ASSESSMENT", "UNIVERSE", "PORTFOLIO", "RISK"];

    internal static readonly string[] Sides = ["BUY", "SELL"];

    internal static readonly string[] Statuses = ["SUBMITTED", "PARTIALLY_FILLED", "FILLED", "CANCELLED", "REJECTED"];

    internal static readonly string[] Reasons = ["ORDER", "DELISTING", "CASH_IN_LIEU"];

    internal static readonly string[] ActionTypes = ["OK", "CAPPED", "REJECTED", "EXECUTION_REJECT"];

    internal static readonly string[] Regimes = ["CRISIS", "RISK_OFF", "CARRY", "NEUTRAL"];

    /// <summary>What each engine reads of those before it, by code.</summary>
    private static readonly int[][] Reads = [[], [], [0, 1], [1], [1], [0, 1, 2, 3, 4], [4, 5], [6]];

    private const string Keys = "JOIN books b ON b.book_key = x.book_key JOIN book_sessions s ON s.book_key = x.book_key AND s.day = x.day";

    private const string Names = "JOIN names n ON n.name_key = x.name_key";

    private static string Side => ViewSql.WordOf("x.flags % 2", Sides);

    /// <summary>The order behind a fill and the session of its decision; nothing where no order was.</summary>
    private const string BehindFill =
        """
        LEFT JOIN book_orders o ON o.book_key = x.book_key AND o.day = x.day AND o.sequence = x.order_sequence
        LEFT JOIN book_sessions d ON d.book_key = o.book_key AND d.day = o.decision_day
        """;

    private static readonly SeedView BookTargets = new(
        "book_targets",
        keyColumns: 6,
        $"book_weights x {Keys} {Names}",
        ViewColumn.Text("context", "b.context"),
        ViewColumn.Text("book_id", "b.portfolio_id"),
        ViewColumn.Date("as_of_date", "s.as_of_date"),
        ViewColumn.Text("region", "b.region"),
        ViewColumn.Text("entity_type", "'INSTRUMENT'"),
        ViewColumn.Text("entity_id", "n.name"),
        ViewColumn.Real("target_weight", "x.target_weight"),
        ViewColumn.Document(
            "metadata",
            DocumentMember.Text("universe_id", "b.universe_id"),
            DocumentMember.Text("portfolio_id", "b.portfolio_id"),
            DocumentMember.Text("risk_model_id", "b.risk_model_id")))
    {
        Tables = ["books", "book_sessions", "book_weights"],
    };

    private static readonly SeedView TargetPortfolios = new(
        "target_portfolios",
        keyColumns: 3,
        $"(SELECT * FROM book_decisions WHERE targets IS NOT NULL) x {Keys}",
        ViewColumn.Text("context", "b.context"),
        ViewColumn.Text("portfolio_id", "b.portfolio_id"),
        ViewColumn.Date("as_of_date", "s.as_of_date"),
        ViewColumn.Text("strategy_id", "b.strategy_id"),
        new ViewColumn(
            Column.Json("target_positions"),
            """
            JSON_OBJECT('weights', JSON(COALESCE((
              SELECT JSON_GROUP_OBJECT(n.name, w.target_weight) FROM book_weights w JOIN names n ON n.name_key = w.name_key
              WHERE w.book_key = x.book_key AND w.day = x.day), '{}')))
            """),
        ViewColumn.Document(
            "metadata",
            DocumentMember.Text("risk_model_id", "b.risk_model_id"),
            DocumentMember.Text("universe_id", "b.universe_id"),
            DocumentMember.Real("expected_return", "x.expected_return", HasConstruction),
            DocumentMember.Real("expected_volatility", "x.expected_volatility", HasConstruction),
            DocumentMember.Real("covariance_coverage", "x.covariance_coverage", HasConstruction),
            DocumentMember.Real("turnover", "x.turnover", HasConstruction),
            DocumentMember.Real("turnover_fraction", "x.turnover_fraction", HasConstruction),
            Whole("name_cap_binding", "x.name_cap_binding", HasConstruction),
            Whole("sector_cap_binding", "x.sector_cap_binding", HasConstruction),
            DocumentMember.Text("reason", "x.reason", "x.reason IS NOT NULL")))
    {
        Tables = ["book_decisions"],
    };

    private static readonly SeedView RiskActions = new(
        "risk_actions",
        keyColumns: 5,
        $"book_risk_actions x {Keys} {Names} LEFT JOIN names r ON r.name_key = x.rule_key",
        ViewColumn.Text("context", "b.context"),
        ViewColumn.Text("portfolio_id", "b.portfolio_id"),
        ViewColumn.Date("as_of_date", "s.as_of_date"),
        ViewColumn.Text("instrument_id", "n.name"),
        ViewColumn.Integer("rule_order", "x.rule_order"),
        ViewColumn.Text("action_id", Id("s", "n.name || ':' || x.rule_order")),
        ViewColumn.Text("strategy_id", "b.strategy_id"),
        ViewColumn.Text("decision_id", Id("s", "'PORTFOLIO'")),
        ViewColumn.Text("action_type", ViewSql.WordOf("x.action_type", ActionTypes)),
        ViewColumn.Document(
            "details_json",
            DocumentMember.Real("original_weight", "x.weight_before"),
            DocumentMember.Real("adjusted_weight", "COALESCE(x.weight_after, x.weight_before)"),
            DocumentMember.Text("reason", "r.name")))
    {
        Tables = ["book_risk_actions"],
    };

    private static readonly SeedView Orders = new(
        "orders",
        keyColumns: 4,
        $"book_orders x {Keys} JOIN book_sessions d ON d.book_key = x.book_key AND d.day = x.decision_day {Names}",
        ViewColumn.Text("context", "b.context"),
        ViewColumn.Text("portfolio_id", "b.portfolio_id"),
        ViewColumn.Date("trade_date", "s.as_of_date"),
        ViewColumn.Integer("sequence", "x.sequence"),
        ViewColumn.Text("order_id", Id("s", "'o' || x.sequence")),
        new ViewColumn(Column.Instant("timestamp"), "s.opened"),
        ViewColumn.Text("instrument_id", "n.name"),
        ViewColumn.Text("side", Side),
        ViewColumn.Text("order_type", "'MARKET'"),
        ViewColumn.Real("quantity", "x.quantity"),
        ViewColumn.Real("filled_quantity", "COALESCE(x.filled_quantity, x.quantity)"),
        ViewColumn.Real("limit_price", "CAST(NULL AS DOUBLE)"),
        ViewColumn.Real("stop_price", "CAST(NULL AS DOUBLE)"),
        ViewColumn.Text("status", ViewSql.WordOf("x.flags / 2", Statuses)),
        ViewColumn.Text("mode", "b.mode"),
        ViewColumn.Text("decision_id", Id("d", "'PORTFOLIO'")),
        ViewColumn.Document("metadata", DocumentMember.Text("decision_date", DateText("d"))))
    {
        Tables = ["book_orders"],
    };

    private static readonly SeedView Fills = new(
        "fills",
        keyColumns: 4,
        $"book_fills x {Keys} {Names}",
        ViewColumn.Text("context", "b.context"),
        ViewColumn.Text("portfolio_id", "b.portfolio_id"),
        ViewColumn.Date("trade_date", "s.as_of_date"),
        ViewColumn.Integer("sequence", "x.sequence"),
        ViewColumn.Text("fill_id", Id("s", "'f' || x.sequence")),
        ViewColumn.Text("order_id", Id("s", "'o' || x.order_sequence")),
        new ViewColumn(Column.Instant("timestamp"), "s.opened"),
        ViewColumn.Text("instrument_id", "n.name"),
        ViewColumn.Text("side", Side),
        ViewColumn.Real("quantity", "x.quantity"),
        ViewColumn.Real("price", "x.price"),
        ViewColumn.Real("commission", "x.commission"),
        ViewColumn.Text("mode", "b.mode"),
        ViewColumn.Document("metadata", DocumentMember.Text("reason", ViewSql.WordOf("x.flags / 2", Reasons))))
    {
        Tables = ["book_fills"],
    };

    private static readonly SeedView ExecutedActions = new(
        "executed_actions",
        keyColumns: 4,
        $"book_fills x {Keys} {Names} {BehindFill}",
        ViewColumn.Text("context", "b.context"),
        ViewColumn.Text("portfolio_id", "b.portfolio_id"),
        ViewColumn.Date("trade_date", "s.as_of_date"),
        ViewColumn.Integer("sequence", "x.sequence"),
        ViewColumn.Text("action_id", Id("s", "'a' || x.sequence")),
        ViewColumn.Text("decision_id", Id("d", "'PORTFOLIO'")),
        ViewColumn.Text("run_id", "CASE WHEN b.mode = 'BACKTEST' THEN b.context END"),
        ViewColumn.Text("instrument_id", "n.name"),
        ViewColumn.Text("side", Side),
        ViewColumn.Real("quantity", "x.quantity"),
        ViewColumn.Real("price", "x.price"),
        ViewColumn.Real("slippage", "x.slippage"),
        ViewColumn.Real("fees", "x.commission"),
        new ViewColumn(Column.Json("metadata"), "CAST(NULL AS JSON)"))
    {
        Tables = [],
    };

    private static readonly SeedView Trades = new(
        "backtest_trades",
        keyColumns: 3,
        $"book_fills x {Keys} {Names} {BehindFill}",
        ViewColumn.Text("run_id", "b.context"),
        ViewColumn.Date("trade_date", "s.as_of_date"),
        ViewColumn.Integer("sequence", "x.sequence"),
        ViewColumn.Text("trade_id", Id("s", "'t' || x.sequence")),
        ViewColumn.Text("ticker", "n.name"),
        ViewColumn.Text("direction", Side),
        ViewColumn.Real("size", "x.quantity"),
        ViewColumn.Real("price", "x.price"),
        ViewColumn.Text("regime_id", ViewSql.WordOf("d.regime", Regimes)),
        ViewColumn.Text("universe_id", "b.universe_id"),
        ViewColumn.Document(
            "decision_metadata_json", DocumentMember.Text("sleeve_id", "b.sleeve_id"), DocumentMember.Text("strategy_id", "b.strategy_id")))
    {
        Tables = [],
    };

    private static readonly SeedView Positions = new(
        "positions_snapshots",
        keyColumns: 4,
        $"book_positions x {Keys} {Names}",
        ViewColumn.Text("context", "b.context"),
        ViewColumn.Text("portfolio_id", "b.portfolio_id"),
        ViewColumn.Date("as_of_date", "s.as_of_date"),
        ViewColumn.Text("instrument_id", "n.name"),
        new ViewColumn(Column.Instant("timestamp"), "s.closed"),
        ViewColumn.Real("quantity", "x.quantity"),
        ViewColumn.Real("avg_cost", "x.avg_cost"),
        ViewColumn.Real("market_value", "x.market_value"),
        ViewColumn.Real("unrealized_pnl", "x.unrealized_pnl"),
        ViewColumn.Text("mode", "b.mode"))
    {
        Tables = ["book_positions"],
    };

    private static readonly SeedView DailyEquity = new(
        "backtest_daily_equity",
        keyColumns: 2,
        "(SELECT * FROM book_sessions WHERE equity IS NOT NULL) s JOIN books b ON b.book_key = s.book_key",
        ViewColumn.Text("run_id", "b.context"),
        ViewColumn.Date("date", "s.as_of_date"),
        ViewColumn.Real("equity_curve_value", "s.equity"),
        ViewColumn.Real("drawdown", "s.drawdown"),
        ViewColumn.Real("benchmark_value", "s.benchmark"),
        ViewColumn.Real("cash", "s.cash"),
        ViewColumn.Real("traded_value", "s.traded_value"),
        ViewColumn.Real("turnover", "s.turnover"),
        ViewColumn.Real("commission", "s.commission"),
        ViewColumn.Real("slippage", "s.slippage"),
        ViewColumn.Real("dividends", "s.dividends"),
        ViewColumn.Integer("names", "s.positions"),
        ViewColumn.Integer("stale_positions", "s.stale_positions"),
        ViewColumn.Document(
            "exposure_metrics_json",
            DocumentMember.Real("gross_exposure", "s.gross_exposure"),
            DocumentMember.Real("net_exposure", "s.net_exposure"),
            DocumentMember.Real("fragile_exposure", "s.fragile_exposure"),
            Whole("universe_size", "s.universe_size", "s.universe_size IS NOT NULL"),
            Observed("lambda_score_mean", "s.lambda_score_mean"),
            Observed("lambda_score_coverage", "s.lambda_score_coverage"),
            Observed("stab_risk_score_mean", "s.stability_risk_mean"),
            Observed("stab_p_worsen_any_mean", "s.stability_worsen_mean"),
            Observed("regime_risk_score", "s.regime_risk"),
            Observed("regime_p_change_any", "s.regime_change_any"),
            DocumentMember.Text("regime_label", ViewSql.WordOf("s.regime", Regimes), "s.regime IS NOT NULL")))
    {
        Tables = [],
    };

    /// <summary>
    /// A row a decision date and engine: inputs (what it read that the others decided at the same close), configuration and outputs, beside the state of
    /// the market; and what is stored as it is: one row a run, and the choices of Meta.
    /// </summary>
    private static readonly SeedView Decisions = new(
        "engine_decisions",
        keyColumns: 1,
        $"""
        (SELECT decision_id, engine_name, run_id, strategy_id, market_id, as_of_date, config_id, input_refs, output_refs, metadata, created_at FROM decision_log
         UNION ALL
         SELECT {Id("s", EngineName)}, {EngineName}, b.context, b.strategy_id, b.market_id, s.as_of_date, e.model_id,
                JSON_OBJECT('run_id', b.context, 'as_of_date', s.as_of_date, 'model_id', e.model_id, 'options_hash', e.options_hash,
                  'decisions', JSON(COALESCE((
                    SELECT JSON_GROUP_ARRAY({Id("s", ViewSql.WordOf("r.engine", Engines))}) FROM book_engines r
                    WHERE r.book_key = e.book_key AND ({ReadBy})), '[]'))),
                CASE e.engine {Outputs} END,
                JSON_OBJECT('options', JSON(e.options),
                  'regime', JSON(CASE WHEN x.regime IS NOT NULL THEN JSON_OBJECT('label', {ViewSql.WordOf("x.regime", Regimes)}, 'confidence', x.regime_confidence) END),
                  'stability', JSON(CASE WHEN x.stability_names IS NOT NULL THEN JSON_OBJECT('names', x.stability_names, 'mean_index', x.stability_mean_index,
                    'share_targetable_or_breaker', x.stability_share_worst) END)),
                c.created_at
         FROM book_decisions x {Keys} JOIN book_engines e ON e.book_key = x.book_key LEFT JOIN backtest_runs c ON c.run_id = b.context) v
        """,
        ViewColumn.Text("decision_id", "v.decision_id"),
        ViewColumn.Text("engine_name", "v.engine_name"),
        ViewColumn.Text("run_id", "v.run_id"),
        ViewColumn.Text("strategy_id", "v.strategy_id"),
        ViewColumn.Text("market_id", "v.market_id"),
        ViewColumn.Date("as_of_date", "v.as_of_date"),
        ViewColumn.Text("config_id", "v.config_id"),
        new ViewColumn(Column.Json("input_refs"), "v.input_refs"),
        new ViewColumn(Column.Json("output_refs"), "v.output_refs"),
        new ViewColumn(Column.Json("metadata"), "v.metadata"),
        new ViewColumn(Column.Instant("created_at"), "v.created_at"))
    {
        Tables = ["decision_log", "book_engines"],
    };

    public static IReadOnlyList<SeedView> All { get; } =
        [BookTargets, TargetPortfolios, RiskActions, Orders, Fills, ExecutedActions, Trades, Positions, DailyEquity, Decisions];

    private const string HasConstruction = "x.name_cap_binding IS NOT NULL";

    private static string EngineName => ViewSql.WordOf("e.engine", Engines);

    /// <summary>Holds where the engine r decided something that the engine e reads.</summary>
    private static string ReadBy
        => string.Join(" OR ", Reads.Select((read, e) => (read, e)).Where(p => p.read.Length > 0).Select(p => $"e.engine = {p.e} AND r.engine IN ({string.Join(", ", p.read)})"));

    /// <summary>Where the rows of an engine's decision lie, and what it said in a few numbers.</summary>
    private static string Outputs => string.Join(" ", new[]
    {
        Output(0, "backtest_daily_equity", "'run_id', b.context, 'date', s.as_of_date", $"'label', {ViewSql.WordOf("x.regime", Regimes)}, 'confidence', x.regime_confidence"),
        Output(1, "stability_vectors", "'entity_type', 'INSTRUMENT', 'model_id', e.model_id, 'as_of_date', s.as_of_date", "'names', x.stability_names, 'mean_index', x.stability_mean_index"),
        Output(2, "universe_members", Universe, "'names', x.candidates"),
        Output(3, "universe_members", Universe, "'names', x.candidates"),
        Output(
            4,
            "instrument_scores",
            "'strategy_id', b.assessment_strategy_id, 'horizon_days', b.assessment_horizon, 'model_id', e.model_id, 'as_of_date', s.as_of_date",
            "'names', x.candidates"),
        Output(5, "universe_members", Universe, "'names', x.candidates, 'members', x.members"),
        Output(6, "target_portfolios", Portfolio, "'decision', CASE WHEN x.targets IS NULL THEN 'HOLD' ELSE 'TARGETS' END, 'targets', x.targets, 'turnover', x.turnover"),
        Output(7, "risk_actions", Portfolio, "'weights_changed', x.weights_changed"),
    });

    private const string Universe = "'context', b.context, 'universe_id', b.universe_id, 'as_of_date', s.as_of_date";

    private const string Portfolio = "'context', b.context, 'portfolio_id', b.portfolio_id, 'as_of_date', s.as_of_date";

    private static string Output(int engine, string table, string key, string said)
        => $"WHEN {engine} THEN JSON_OBJECT('table', '{table}', 'key', JSON_OBJECT({key}), {said})";

    /// <summary>An id read off the natural key of a row: the book, a session, what it is within.</summary>
    private static string Id(string session, string within) => $"b.book_name || ':' || {DateText(session)} || ':' || {within}";

    private static string DateText(string session) => $"CAST({session}.as_of_date AS text)";

    private static DocumentMember Observed(string key, string value) => DocumentMember.Real(key, value, $"{value} IS NOT NULL");

    private static DocumentMember Whole(string key, string value, string when) => new(key, ColumnType.Integer, value, when);
}
