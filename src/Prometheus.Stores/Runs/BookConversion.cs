using System.Text.RegularExpressions;

namespace Prometheus.Stores.Runs;

/// <summary>
/// Orders, fills, actions, positions, targets, risk actions, equity and decisions as older versions stored them → the rows of a book; one book at a
/// time. JSON of an older store spells numbers so that they come back to the bit. Ids are read off natural keys from now on, and the outcome of a
/// run counts sessions.
/// </summary>
internal static partial class BookConversion
{
    /// <summary>What is left of a book in its old shape once it is converted.</summary>
    private static readonly (string Table, string Condition)[] Legacy =
    [
        ("legacy_book_targets", "context = @context AND book_id = @portfolio"),
        ("legacy_target_portfolios", "context = @context AND portfolio_id = @portfolio"),
        ("legacy_risk_actions", "context = @context AND portfolio_id = @portfolio"),
        ("legacy_orders", "context = @context AND portfolio_id = @portfolio"),
        ("legacy_fills", "context = @context AND portfolio_id = @portfolio"),
        ("legacy_positions", "context = @context AND portfolio_id = @portfolio"),
        ("legacy_actions", "context = @context AND portfolio_id = @portfolio"),
        ("legacy_daily_equity", "run_id = @context"),
    ];

    private const string NamesOfBook =
        """
        SELECT entity_id FROM legacy_book_targets WHERE context = @context AND book_id = @portfolio
        UNION SELECT instrument_id FROM legacy_risk_actions WHERE context = @context AND portfolio_id = @portfolio
        UNION SELECT instrument_id FROM legacy_orders WHERE context = @context AND portfolio_id = @portfolio
        UNION SELECT instrument_id FROM legacy_fills WHERE context = @context AND portfolio_id = @portfolio
        UNION SELECT instrument_id FROM legacy_positions WHERE context = @context AND portfolio_id = @portfolio
        UNION SELECT details_json->>'reason' FROM legacy_risk_actions
          WHERE context = @context AND portfolio_id = @portfolio AND details_json->>'reason' IS NOT NULL
        """;

    private const string Book =
        """
        INSERT INTO books (
          book_key, book_name, context, portfolio_id, strategy_id, sleeve_id, market_id, region, universe_id, assessment_strategy_id, assessment_horizon,
          risk_model_id, mode)
        SELECT @book, CASE WHEN r.run_id IS NULL THEN k.context || ':' || k.portfolio_id ELSE k.context END, k.context, k.portfolio_id,
               COALESCE(r.strategy_id, t.strategy_id, k.portfolio_id), r.sleeve_id, r.market_id,
               (SELECT MIN(region) FROM legacy_book_targets w WHERE w.context = k.context AND w.book_id = k.portfolio_id),
               COALESCE(r.universe_id, t.universe_id), r.config_json->>'assessment_strategy_id',
               CAST(r.config_json->>'assessment_horizon_days' AS NARROW), t.risk_model_id, CASE WHEN r.run_id IS NULL THEN 'LIVE' ELSE 'BACKTEST' END
        FROM (SELECT context, portfolio_id FROM legacy_books WHERE context = @context AND portfolio_id = @portfolio) k
        LEFT JOIN backtest_runs r ON r.run_id = k.context
        LEFT JOIN (
          SELECT context, MIN(strategy_id) AS strategy_id, MIN(metadata->>'universe_id') AS universe_id, MIN(metadata->>'risk_model_id') AS risk_model_id
          FROM legacy_target_portfolios WHERE context = @context AND portfolio_id = @portfolio GROUP BY context) t ON t.context = k.context
        """;

    /// <summary>Hours are kept where an order, a fill or a position told them.</summary>
    private const string Sessions =
        """
        INSERT INTO book_sessions (
          book_key, day, as_of_date, opened, closed, equity, drawdown, benchmark, cash, traded_value, turnover, commission, slippage, dividends,
          gross_exposure, net_exposure, fragile_exposure, lambda_score_mean, lambda_score_coverage, stability_risk_mean, stability_worsen_mean, regime_risk,
          regime_change_any, universe_size, positions, stale_positions, regime)
        SELECT @book, DAY_OF(d.as_of_date), d.as_of_date,
               COALESCE(
                 (SELECT MIN(timestamp) FROM legacy_orders o WHERE o.context = @context AND o.portfolio_id = @portfolio AND o.trade_date = d.as_of_date),
                 (SELECT MIN(timestamp) FROM legacy_fills f WHERE f.context = @context AND f.portfolio_id = @portfolio AND f.trade_date = d.as_of_date)),
               (SELECT MIN(timestamp) FROM legacy_positions p WHERE p.context = @context AND p.portfolio_id = @portfolio AND p.as_of_date = d.as_of_date),
               e.equity_curve_value, e.drawdown, e.benchmark_value, e.cash, e.traded_value, e.turnover, e.commission, e.slippage, e.dividends,
               CAST(e.exposure_metrics_json->>'gross_exposure' AS DOUBLE), CAST(e.exposure_metrics_json->>'net_exposure' AS DOUBLE),
               CAST(e.exposure_metrics_json->>'fragile_exposure' AS DOUBLE), CAST(e.exposure_metrics_json->>'lambda_score_mean' AS DOUBLE),
               CAST(e.exposure_metrics_json->>'lambda_score_coverage' AS DOUBLE), CAST(e.exposure_metrics_json->>'stab_risk_score_mean' AS DOUBLE),
               CAST(e.exposure_metrics_json->>'stab_p_worsen_any_mean' AS DOUBLE), CAST(e.exposure_metrics_json->>'regime_risk_score' AS DOUBLE),
               CAST(e.exposure_metrics_json->>'regime_p_change_any' AS DOUBLE),
               CAST(CAST(e.exposure_metrics_json->>'universe_size' AS DOUBLE) AS NARROW), e.names, e.stale_positions,
               CASE e.exposure_metrics_json->>'regime_label' WHEN 'CRISIS' THEN 0 WHEN 'RISK_OFF' THEN 1 WHEN 'CARRY' THEN 2 WHEN 'NEUTRAL' THEN 3 END
        FROM (
          SELECT date AS as_of_date FROM legacy_daily_equity WHERE run_id = @context
          UNION SELECT as_of_date FROM legacy_target_portfolios WHERE context = @context AND portfolio_id = @portfolio
          UNION SELECT as_of_date FROM legacy_book_targets WHERE context = @context AND book_id = @portfolio
          UNION SELECT as_of_date FROM legacy_risk_actions WHERE context = @context AND portfolio_id = @portfolio
          UNION SELECT trade_date FROM legacy_orders WHERE context = @context AND portfolio_id = @portfolio
          UNION SELECT trade_date FROM legacy_fills WHERE context = @context AND portfolio_id = @portfolio
          UNION SELECT as_of_date FROM legacy_positions WHERE context = @context AND portfolio_id = @portfolio) d
        LEFT JOIN legacy_daily_equity e ON e.run_id = @context AND e.date = d.as_of_date
        """;

    /// <summary>A universe dates every decision of a run, one to hold as well.</summary>
    private const string Decisions =
        """
        INSERT INTO book_decisions (
          book_key, day, expected_return, expected_volatility, covariance_coverage, turnover, turnover_fraction, name_cap_binding, sector_cap_binding,
          regime, candidates, members, targets, weights_changed, reason)
        SELECT s.book_key, s.day, CAST(t.metadata->>'expected_return' AS DOUBLE), CAST(t.metadata->>'expected_volatility' AS DOUBLE),
               CAST(t.metadata->>'covariance_coverage' AS DOUBLE), CAST(t.metadata->>'turnover' AS DOUBLE), CAST(t.metadata->>'turnover_fraction' AS DOUBLE),
               CAST(t.metadata->>'name_cap_binding' AS NARROW), CAST(t.metadata->>'sector_cap_binding' AS NARROW), s.regime,
               CASE WHEN u.decision_key IS NOT NULL THEN (SELECT COUNT(*) FROM universe_candidates c WHERE c.decision_key = u.decision_key) END,
               CASE WHEN u.decision_key IS NOT NULL THEN (SELECT COUNT(*) FROM universe_candidates c WHERE c.decision_key = u.decision_key AND c.included) END,
               CASE WHEN t.context IS NOT NULL THEN
                 (SELECT COUNT(*) FROM legacy_book_targets w WHERE w.context = @context AND w.book_id = @portfolio AND w.as_of_date = s.as_of_date) END,
               (SELECT COUNT(DISTINCT instrument_id) FROM legacy_risk_actions a
                WHERE a.context = @context AND a.portfolio_id = @portfolio AND a.as_of_date = s.as_of_date AND a.action_type <> 'OK'),
               t.metadata->>'reason'
        FROM book_sessions s
        JOIN books b ON b.book_key = s.book_key
        LEFT JOIN legacy_target_portfolios t ON t.context = b.context AND t.portfolio_id = b.portfolio_id AND t.as_of_date = s.as_of_date
        LEFT JOIN universe_decisions u ON u.context = b.context AND u.universe_id = b.universe_id AND u.as_of_date = s.as_of_date AND b.mode = 'BACKTEST'
        WHERE s.book_key = @book AND (t.context IS NOT NULL OR u.context IS NOT NULL)
        """;

    private const string Weights =
        """
        INSERT INTO book_weights (book_key, day, name_key, target_weight)
        SELECT @book, DAY_OF(o.as_of_date), n.name_key, o.target_weight
        FROM legacy_book_targets o JOIN names n ON n.name = o.entity_id
        WHERE o.context = @context AND o.book_id = @portfolio
        """;

    private const string RiskActions =
        """
        INSERT INTO book_risk_actions (book_key, day, name_key, rule_order, action_type, weight_before, weight_after, rule_key)
        SELECT @book, DAY_OF(o.as_of_date), n.name_key, o.rule_order,
               CASE o.action_type WHEN 'OK' THEN 0 WHEN 'CAPPED' THEN 1 WHEN 'REJECTED' THEN 2 ELSE 3 END,
               CAST(o.details_json->>'original_weight' AS DOUBLE),
               NULLIF(CAST(o.details_json->>'adjusted_weight' AS DOUBLE), CAST(o.details_json->>'original_weight' AS DOUBLE)),
               r.name_key
        FROM legacy_risk_actions o JOIN names n ON n.name = o.instrument_id LEFT JOIN names r ON r.name = o.details_json->>'reason'
        WHERE o.context = @context AND o.portfolio_id = @portfolio
        """;

    private const string Orders =
        """
        INSERT INTO book_orders (book_key, day, sequence, name_key, quantity, filled_quantity, decision_day, flags)
        SELECT @book, DAY_OF(o.trade_date), o.sequence, n.name_key, o.quantity, NULLIF(o.filled_quantity, o.quantity),
               COALESCE(d.day, DAY_OF(o.trade_date)),
               (CASE o.side WHEN 'BUY' THEN 0 ELSE 1 END)
                 + 2 * (CASE o.status WHEN 'SUBMITTED' THEN 0 WHEN 'PARTIALLY_FILLED' THEN 1 WHEN 'FILLED' THEN 2 WHEN 'CANCELLED' THEN 3 ELSE 4 END)
        FROM legacy_orders o
        JOIN names n ON n.name = o.instrument_id
        LEFT JOIN (SELECT day, CAST(as_of_date AS text) AS decided FROM book_sessions WHERE book_key = @book) d ON d.decided = o.metadata->>'decision_date'
        WHERE o.context = @context AND o.portfolio_id = @portfolio
        """;

    private const string Fills =
        """
        INSERT INTO book_fills (book_key, day, sequence, name_key, quantity, price, commission, slippage, order_sequence, flags)
        SELECT @book, DAY_OF(o.trade_date), o.sequence, n.name_key, o.quantity, o.price, o.commission, a.slippage, r.sequence,
               (CASE o.side WHEN 'BUY' THEN 0 ELSE 1 END) + 2 * (CASE o.metadata->>'reason' WHEN 'DELISTING' THEN 1 WHEN 'CASH_IN_LIEU' THEN 2 ELSE 0 END)
        FROM legacy_fills o
        JOIN names n ON n.name = o.instrument_id
        LEFT JOIN legacy_actions a ON a.context = o.context AND a.portfolio_id = o.portfolio_id AND a.trade_date = o.trade_date AND a.sequence = o.sequence
        LEFT JOIN legacy_orders r
          ON r.context = o.context AND r.portfolio_id = o.portfolio_id AND r.trade_date = o.trade_date AND r.order_id = o.order_id
        WHERE o.context = @context AND o.portfolio_id = @portfolio
        """;

    private const string Positions =
        """
        INSERT INTO book_positions (book_key, day, name_key, quantity, avg_cost, market_value, unrealized_pnl)
        SELECT @book, DAY_OF(o.as_of_date), n.name_key, o.quantity, o.avg_cost, o.market_value, o.unrealized_pnl
        FROM legacy_positions o JOIN names n ON n.name = o.instrument_id
        WHERE o.context = @context AND o.portfolio_id = @portfolio
        """;

    /// <summary>
    /// The engines of a run stood in one row each, dated at its end; what they were configured with stands in the run's own row, where the horizon of
    /// assessment and universe is not the one that was used.
    /// </summary>
    private const string Engines =
        """
        INSERT INTO book_engines (book_key, engine, model_id, options_hash, options)
        SELECT @book,
               CASE d.engine_name WHEN 'REGIME' THEN 0 WHEN 'STABILITY' THEN 1 WHEN 'FRAGILITY' THEN 2 WHEN 'OPPORTUNITY' THEN 3 WHEN 'ASSESSMENT' THEN 4
                 WHEN 'UNIVERSE' THEN 5 WHEN 'PORTFOLIO' THEN 6 WHEN 'RISK' THEN 7 END,
               d.config_id, d.input_refs->>'options_hash',
               CASE d.engine_name WHEN 'STABILITY' THEN r.config_json->'options'->'stability' WHEN 'FRAGILITY' THEN r.config_json->'options'->'fragility'
                 WHEN 'OPPORTUNITY' THEN r.config_json->'options'->'lambda' WHEN 'PORTFOLIO' THEN r.config_json->'options'->'portfolio'
                 WHEN 'RISK' THEN r.config_json->'options'->'risk' END
        FROM decision_log d JOIN backtest_runs r ON r.run_id = d.run_id AND r.portfolio_id = @portfolio
        WHERE d.run_id = @context AND d.engine_name IN ('REGIME', 'STABILITY', 'FRAGILITY', 'OPPORTUNITY', 'ASSESSMENT', 'UNIVERSE', 'PORTFOLIO', 'RISK')
        """;

    private const string LogOfRun =
        """
        DELETE FROM decision_log WHERE run_id = @context AND engine_name <> 'BACKTEST_SLEEVE_RUNNER';
        UPDATE decision_outcomes SET
          horizon_days = (SELECT COUNT(*) - 1 FROM book_sessions s WHERE s.book_key = @book AND s.equity IS NOT NULL),
          metadata = JSON_OBJECT('horizon_unit', 'sessions', 'annualised_sharpe', metadata->'annualised_sharpe')
        WHERE decision_id IN (SELECT decision_id FROM decision_log WHERE run_id = @context);
        UPDATE decision_outcomes SET
          decision_id = (SELECT d.run_id || ':' || CAST(d.as_of_date AS text) || ':' || d.engine_name FROM decision_log d WHERE d.decision_id = decision_outcomes.decision_id)
        WHERE decision_id IN (SELECT decision_id FROM decision_log WHERE run_id = @context);
        UPDATE decision_outcomes SET outcome_id = decision_id || ':' || horizon_days;
        UPDATE decision_log SET decision_id = run_id || ':' || CAST(as_of_date AS text) || ':' || engine_name WHERE run_id = @context
        """;

    public static Conversion Declared { get; } = new("legacy_books", ConvertNext);

    private static void ConvertNext(DatabaseTransaction unit)
    {
        var next = unit.Query<(string Context, string Portfolio)>("SELECT context, portfolio_id FROM legacy_books ORDER BY context, portfolio_id LIMIT 1")[0];
        var key = new { context = next.Context, portfolio = next.Portfolio, book = unit.NewKeys("books", "book_key", 1)[0] };
        NameKeys.Of(unit, unit.Query<string>(NamesOfBook, key));
        foreach (var statement in (string[])[Book, Sessions, Decisions, Weights, RiskActions, Orders, Fills, Positions, Engines, LogOfRun])
            unit.Execute(Spell(statement, unit.Engine), key);
        foreach (var (table, condition) in Legacy)
            unit.Execute($"DELETE FROM {table} WHERE {condition}", key);
        unit.Execute("DELETE FROM legacy_books WHERE context = @context AND portfolio_id = @portfolio", key);
    }

    /// <summary><c>DAY_OF</c> is the days from 1970-01-01 to a date.</summary>
    private static string Spell(string sql, DatabaseEngine engine) => Dialect.Spell(
        DayOf().Replace(sql, engine == DatabaseEngine.Sqlite ? "(julianday($1) - 2440587.5)" : "($1 - DATE '1970-01-01')"), engine);

    [GeneratedRegex(@"DAY_OF\(([\w.]+)\)")]
    private static partial Regex DayOf();
}
