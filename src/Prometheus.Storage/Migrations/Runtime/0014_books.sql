-- Rows of a book, each fact once. A book is what one portfolio did in one context ('live' or a run id); its key and those of names are integers
-- that no view shows. The tables of the seeds that say the same follow below as views: rows are written here, by the product alone.
CREATE TABLE names (
  name_key  SURROGATE,
  name      TEXT NOT NULL,
  PRIMARY KEY (name_key)
) CLUSTERED;

CREATE UNIQUE INDEX names_by_name ON names (name);

CREATE TABLE books (
  book_key                SURROGATE,
  book_name               TEXT NOT NULL, -- what the ids of its rows begin with: the run id, or context and portfolio
  context                 TEXT NOT NULL,
  portfolio_id            TEXT NOT NULL,
  strategy_id             TEXT NOT NULL,
  sleeve_id               TEXT,
  market_id               TEXT,
  region                  TEXT,
  universe_id             TEXT,
  assessment_strategy_id  TEXT,
  assessment_horizon      NARROW, -- sessions
  risk_model_id           TEXT,
  mode                    TEXT NOT NULL, -- LIVE, PAPER, BACKTEST
  PRIMARY KEY (book_key)
) CLUSTERED;

CREATE UNIQUE INDEX books_by_portfolio ON books (context, portfolio_id);

-- A session of a book: its hours, what it was worth at the close and what it was exposed to. day counts from 1970-01-01.
CREATE TABLE book_sessions (
  book_key               NARROW NOT NULL,
  day                    NARROW NOT NULL,
  as_of_date             DATE   NOT NULL,
  opened                 TIMESTAMP,
  closed                 TIMESTAMP,
  equity                 DOUBLE,
  drawdown               DOUBLE, -- a fraction <= 0
  benchmark              DOUBLE,
  cash                   DOUBLE,
  traded_value           DOUBLE,
  turnover               DOUBLE, -- one-way
  commission             DOUBLE,
  slippage               DOUBLE,
  dividends              DOUBLE,
  gross_exposure         DOUBLE,
  net_exposure           DOUBLE,
  fragile_exposure       DOUBLE,
  lambda_score_mean      DOUBLE,
  lambda_score_coverage  DOUBLE,
  stability_risk_mean    DOUBLE,
  stability_worsen_mean  DOUBLE,
  regime_risk            DOUBLE,
  regime_change_any      DOUBLE,
  universe_size          NARROW,
  positions              NARROW,
  stale_positions        NARROW,
  regime                 NARROW, -- 0 CRISIS, 1 RISK_OFF, 2 CARRY, 3 NEUTRAL
  PRIMARY KEY (book_key, day)
) CLUSTERED;

-- A decision of a book, one to hold too, with what the engines behind it said at its close. targets is NULL where it was to hold.
CREATE TABLE book_decisions (
  book_key                NARROW NOT NULL,
  day                     NARROW NOT NULL,
  expected_return         DOUBLE,
  expected_volatility     DOUBLE,
  covariance_coverage     DOUBLE,
  turnover                DOUBLE,
  turnover_fraction       DOUBLE,
  regime_confidence       DOUBLE,
  stability_mean_index    DOUBLE,
  stability_share_worst   DOUBLE, -- share of names in TARGETABLE or BREAKER
  name_cap_binding        NARROW, -- NULL where no construction stood behind the weights
  sector_cap_binding      NARROW,
  regime                  NARROW, -- as in book_sessions
  stability_names         NARROW,
  candidates              NARROW,
  members                 NARROW,
  targets                 NARROW,
  weights_changed         NARROW, -- names whose weight the risk service changed
  reason                  TEXT,
  PRIMARY KEY (book_key, day)
) CLUSTERED;

-- An engine behind the decisions of a book: what it was configured to do, once for all of them.
CREATE TABLE book_engines (
  book_key      NARROW NOT NULL,
  engine        NARROW NOT NULL, -- in the order they work: 0 REGIME, 1 STABILITY, 2 FRAGILITY, 3 OPPORTUNITY, 4 ASSESSMENT, 5 UNIVERSE, 6 PORTFOLIO, 7 RISK
  model_id      TEXT   NOT NULL,
  options_hash  TEXT   NOT NULL,
  options       JSON,
  PRIMARY KEY (book_key, engine)
) CLUSTERED;

CREATE TABLE book_weights (
  target_weight  DOUBLE NOT NULL,
  book_key       NARROW NOT NULL,
  day            NARROW NOT NULL,
  name_key       NARROW NOT NULL,
  PRIMARY KEY (book_key, day, name_key)
) CLUSTERED;

CREATE TABLE book_risk_actions (
  weight_before  DOUBLE,
  weight_after   DOUBLE, -- NULL where the weight stayed
  book_key       NARROW NOT NULL,
  day            NARROW NOT NULL,
  name_key       NARROW NOT NULL,
  rule_order     NARROW NOT NULL,
  action_type    NARROW NOT NULL, -- 0 OK, 1 CAPPED, 2 REJECTED, 3 EXECUTION_REJECT
  rule           TEXT,
  PRIMARY KEY (book_key, day, name_key, rule_order)
) CLUSTERED;

CREATE TABLE book_orders (
  quantity         DOUBLE NOT NULL,
  filled_quantity  DOUBLE, -- NULL where all was filled
  book_key         NARROW NOT NULL,
  day              NARROW NOT NULL,
  sequence         NARROW NOT NULL, -- within the session
  name_key         NARROW NOT NULL,
  decision_day     NARROW NOT NULL,
  flags            NARROW NOT NULL, -- 1 where it sells; twice the status: 0 SUBMITTED, 1 PARTIALLY_FILLED, 2 FILLED, 3 CANCELLED, 4 REJECTED
  PRIMARY KEY (book_key, day, sequence)
) CLUSTERED;

CREATE TABLE book_fills (
  quantity        DOUBLE NOT NULL,
  price           DOUBLE NOT NULL, -- slippage included
  commission      DOUBLE NOT NULL,
  slippage        DOUBLE,          -- cash lost against the reference price, >= 0
  book_key        NARROW NOT NULL,
  day             NARROW NOT NULL,
  sequence        NARROW NOT NULL, -- in the order they were booked, within the session
  name_key        NARROW NOT NULL,
  order_sequence  NARROW,          -- of the order of the same session; NULL where none stood behind it
  flags           NARROW NOT NULL, -- 1 where it sells; twice the reason: 0 ORDER, 1 DELISTING, 2 CASH_IN_LIEU
  PRIMARY KEY (book_key, day, sequence)
) CLUSTERED;

CREATE TABLE book_positions (
  quantity        DOUBLE NOT NULL,
  avg_cost        DOUBLE NOT NULL,
  market_value    DOUBLE NOT NULL,
  unrealized_pnl  DOUBLE NOT NULL,
  book_key        NARROW NOT NULL,
  day             NARROW NOT NULL,
  name_key        NARROW NOT NULL,
  PRIMARY KEY (book_key, day, name_key)
) CLUSTERED;

-- What an older store holds. Days come from dates by julianday, which SQLite has.
-- PostgreSQL: CREATE FUNCTION julianday(text) RETURNS double precision LANGUAGE sql STABLE AS 'SELECT ($1::date - DATE ''1970-01-01'') + 2440587.5';
ALTER TABLE book_targets RENAME TO old_book_targets;
ALTER TABLE target_portfolios RENAME TO old_target_portfolios;
ALTER TABLE risk_actions RENAME TO old_risk_actions;
ALTER TABLE orders RENAME TO old_orders;
ALTER TABLE fills RENAME TO old_fills;
ALTER TABLE positions_snapshots RENAME TO old_positions;
ALTER TABLE executed_actions RENAME TO old_actions;
ALTER TABLE backtest_daily_equity RENAME TO old_daily_equity;
ALTER TABLE engine_decisions RENAME TO decision_log;

INSERT INTO names (name_key, name)
SELECT ROW_NUMBER() OVER (ORDER BY name) + COALESCE((SELECT MAX(name_key) FROM names), 0), name
FROM (
  SELECT entity_id AS name FROM old_book_targets UNION SELECT instrument_id FROM old_risk_actions UNION SELECT instrument_id FROM old_orders
  UNION SELECT instrument_id FROM old_fills UNION SELECT instrument_id FROM old_positions) AS used
WHERE name NOT IN (SELECT name FROM names);
-- PostgreSQL: SELECT setval(pg_get_serial_sequence('names', 'name_key'), (SELECT MAX(name_key) FROM names));

CREATE TABLE old_days (
  context       TEXT NOT NULL,
  portfolio_id  TEXT NOT NULL,
  as_of_date    DATE NOT NULL,
  PRIMARY KEY (context, portfolio_id, as_of_date)
) CLUSTERED;

INSERT INTO old_days (context, portfolio_id, as_of_date)
SELECT e.run_id, r.portfolio_id, e.date FROM old_daily_equity e JOIN backtest_runs r ON r.run_id = e.run_id
UNION SELECT context, portfolio_id, as_of_date FROM old_target_portfolios
UNION SELECT context, book_id, as_of_date FROM old_book_targets
UNION SELECT context, portfolio_id, as_of_date FROM old_risk_actions
UNION SELECT context, portfolio_id, trade_date FROM old_orders
UNION SELECT context, portfolio_id, trade_date FROM old_fills
UNION SELECT context, portfolio_id, as_of_date FROM old_positions;

INSERT INTO books (
  book_key, book_name, context, portfolio_id, strategy_id, sleeve_id, market_id, region, universe_id, assessment_strategy_id, assessment_horizon,
  risk_model_id, mode)
SELECT ROW_NUMBER() OVER (ORDER BY k.context, k.portfolio_id), CASE WHEN r.run_id IS NULL THEN k.context || ':' || k.portfolio_id ELSE k.context END,
       k.context, k.portfolio_id, COALESCE(r.strategy_id, t.strategy_id, k.portfolio_id), r.sleeve_id, r.market_id,
       (SELECT MIN(region) FROM old_book_targets b WHERE b.context = k.context AND b.book_id = k.portfolio_id),
       COALESCE(r.universe_id, t.universe_id), r.config_json->>'assessment_strategy_id',
       CAST(r.config_json->>'assessment_horizon_days' AS NARROW), t.risk_model_id, CASE WHEN r.run_id IS NULL THEN 'LIVE' ELSE 'BACKTEST' END
FROM (SELECT DISTINCT context, portfolio_id FROM old_days) AS k
LEFT JOIN backtest_runs r ON r.run_id = k.context
LEFT JOIN (
  SELECT context, portfolio_id, MIN(strategy_id) AS strategy_id, MIN(metadata->>'universe_id') AS universe_id, MIN(metadata->>'risk_model_id') AS risk_model_id
  FROM old_target_portfolios GROUP BY context, portfolio_id) AS t ON t.context = k.context AND t.portfolio_id = k.portfolio_id;
-- PostgreSQL: SELECT setval(pg_get_serial_sequence('books', 'book_key'), (SELECT MAX(book_key) FROM books));

INSERT INTO book_sessions (
  book_key, day, as_of_date, opened, closed, equity, drawdown, benchmark, cash, traded_value, turnover, commission, slippage, dividends, gross_exposure,
  net_exposure, fragile_exposure, lambda_score_mean, lambda_score_coverage, stability_risk_mean, stability_worsen_mean, regime_risk, regime_change_any,
  universe_size, positions, stale_positions, regime)
SELECT b.book_key, CAST(julianday(CAST(d.as_of_date AS text)) - 2440587.5 AS NARROW), d.as_of_date,
       COALESCE(
         (SELECT MIN(timestamp) FROM old_orders o WHERE o.context = d.context AND o.portfolio_id = d.portfolio_id AND o.trade_date = d.as_of_date),
         (SELECT MIN(timestamp) FROM old_fills f WHERE f.context = d.context AND f.portfolio_id = d.portfolio_id AND f.trade_date = d.as_of_date)),
       (SELECT MIN(timestamp) FROM old_positions p WHERE p.context = d.context AND p.portfolio_id = d.portfolio_id AND p.as_of_date = d.as_of_date),
       e.equity_curve_value, e.drawdown, e.benchmark_value, e.cash, e.traded_value, e.turnover, e.commission, e.slippage, e.dividends,
       CAST(e.exposure_metrics_json->>'gross_exposure' AS DOUBLE), CAST(e.exposure_metrics_json->>'net_exposure' AS DOUBLE),
       CAST(e.exposure_metrics_json->>'fragile_exposure' AS DOUBLE), CAST(e.exposure_metrics_json->>'lambda_score_mean' AS DOUBLE),
       CAST(e.exposure_metrics_json->>'lambda_score_coverage' AS DOUBLE), CAST(e.exposure_metrics_json->>'stab_risk_score_mean' AS DOUBLE),
       CAST(e.exposure_metrics_json->>'stab_p_worsen_any_mean' AS DOUBLE), CAST(e.exposure_metrics_json->>'regime_risk_score' AS DOUBLE),
       CAST(e.exposure_metrics_json->>'regime_p_change_any' AS DOUBLE),
       CAST(CAST(e.exposure_metrics_json->>'universe_size' AS DOUBLE) AS NARROW), e.names, e.stale_positions,
       CASE e.exposure_metrics_json->>'regime_label' WHEN 'CRISIS' THEN 0 WHEN 'RISK_OFF' THEN 1 WHEN 'CARRY' THEN 2 WHEN 'NEUTRAL' THEN 3 END
FROM old_days d
JOIN books b ON b.context = d.context AND b.portfolio_id = d.portfolio_id
LEFT JOIN old_daily_equity e ON e.run_id = d.context AND e.date = d.as_of_date AND b.mode = 'BACKTEST';

-- A universe dates every decision of a run, one to hold as well.
INSERT INTO book_decisions (
  book_key, day, expected_return, expected_volatility, covariance_coverage, turnover, turnover_fraction, name_cap_binding, sector_cap_binding, regime,
  candidates, members, targets, weights_changed, reason)
SELECT b.book_key, s.day, CAST(t.metadata->>'expected_return' AS DOUBLE), CAST(t.metadata->>'expected_volatility' AS DOUBLE),
       CAST(t.metadata->>'covariance_coverage' AS DOUBLE), CAST(t.metadata->>'turnover' AS DOUBLE), CAST(t.metadata->>'turnover_fraction' AS DOUBLE),
       CAST(t.metadata->>'name_cap_binding' AS NARROW), CAST(t.metadata->>'sector_cap_binding' AS NARROW), s.regime, u.candidates, u.members,
       CASE WHEN t.context IS NOT NULL THEN
         (SELECT COUNT(*) FROM old_book_targets w WHERE w.context = b.context AND w.book_id = b.portfolio_id AND w.as_of_date = s.as_of_date) END,
       (SELECT COUNT(DISTINCT instrument_id) FROM old_risk_actions a
        WHERE a.context = b.context AND a.portfolio_id = b.portfolio_id AND a.as_of_date = s.as_of_date AND a.action_type <> 'OK'),
       t.metadata->>'reason'
FROM books b
JOIN book_sessions s ON s.book_key = b.book_key
LEFT JOIN old_target_portfolios t ON t.context = b.context AND t.portfolio_id = b.portfolio_id AND t.as_of_date = s.as_of_date
LEFT JOIN (
  SELECT context, universe_id, as_of_date, COUNT(*) AS candidates, SUM(CASE WHEN included THEN 1 ELSE 0 END) AS members
  FROM universe_members GROUP BY context, universe_id, as_of_date) AS u
  ON u.context = b.context AND u.universe_id = b.universe_id AND u.as_of_date = s.as_of_date AND b.mode = 'BACKTEST'
WHERE t.context IS NOT NULL OR u.context IS NOT NULL;

INSERT INTO book_weights (book_key, day, name_key, target_weight)
SELECT b.book_key, CAST(julianday(CAST(o.as_of_date AS text)) - 2440587.5 AS NARROW), n.name_key, o.target_weight
FROM old_book_targets o
JOIN books b ON b.context = o.context AND b.portfolio_id = o.book_id
JOIN names n ON n.name = o.entity_id;

INSERT INTO book_risk_actions (book_key, day, name_key, rule_order, action_type, weight_before, weight_after, rule)
SELECT b.book_key, CAST(julianday(CAST(o.as_of_date AS text)) - 2440587.5 AS NARROW), n.name_key, o.rule_order,
       CASE o.action_type WHEN 'OK' THEN 0 WHEN 'CAPPED' THEN 1 WHEN 'REJECTED' THEN 2 ELSE 3 END,
       CAST(o.details_json->>'original_weight' AS DOUBLE),
       NULLIF(CAST(o.details_json->>'adjusted_weight' AS DOUBLE), CAST(o.details_json->>'original_weight' AS DOUBLE)),
       o.details_json->>'reason'
FROM old_risk_actions o
JOIN books b ON b.context = o.context AND b.portfolio_id = o.portfolio_id
JOIN names n ON n.name = o.instrument_id;

INSERT INTO book_orders (book_key, day, sequence, name_key, quantity, filled_quantity, decision_day, flags)
SELECT b.book_key, CAST(julianday(CAST(o.trade_date AS text)) - 2440587.5 AS NARROW), o.sequence, n.name_key, o.quantity,
       NULLIF(o.filled_quantity, o.quantity),
       CAST(julianday(COALESCE(o.metadata->>'decision_date', CAST(o.trade_date AS text))) - 2440587.5 AS NARROW),
       (CASE o.side WHEN 'BUY' THEN 0 ELSE 1 END)
         + 2 * (CASE o.status WHEN 'SUBMITTED' THEN 0 WHEN 'PARTIALLY_FILLED' THEN 1 WHEN 'FILLED' THEN 2 WHEN 'CANCELLED' THEN 3 ELSE 4 END)
FROM old_orders o
JOIN books b ON b.context = o.context AND b.portfolio_id = o.portfolio_id
JOIN names n ON n.name = o.instrument_id;

INSERT INTO book_fills (book_key, day, sequence, name_key, quantity, price, commission, slippage, order_sequence, flags)
SELECT b.book_key, CAST(julianday(CAST(o.trade_date AS text)) - 2440587.5 AS NARROW), o.sequence, n.name_key, o.quantity, o.price, o.commission,
       a.slippage, r.sequence,
       (CASE o.side WHEN 'BUY' THEN 0 ELSE 1 END) + 2 * (CASE o.metadata->>'reason' WHEN 'DELISTING' THEN 1 WHEN 'CASH_IN_LIEU' THEN 2 ELSE 0 END)
FROM old_fills o
JOIN books b ON b.context = o.context AND b.portfolio_id = o.portfolio_id
JOIN names n ON n.name = o.instrument_id
LEFT JOIN old_actions a ON a.context = o.context AND a.portfolio_id = o.portfolio_id AND a.trade_date = o.trade_date AND a.sequence = o.sequence
LEFT JOIN old_orders r
  ON r.context = o.context AND r.portfolio_id = o.portfolio_id AND r.trade_date = o.trade_date AND r.order_id = o.order_id;

INSERT INTO book_positions (book_key, day, name_key, quantity, avg_cost, market_value, unrealized_pnl)
SELECT b.book_key, CAST(julianday(CAST(o.as_of_date AS text)) - 2440587.5 AS NARROW), n.name_key, o.quantity, o.avg_cost, o.market_value, o.unrealized_pnl
FROM old_positions o
JOIN books b ON b.context = o.context AND b.portfolio_id = o.portfolio_id
JOIN names n ON n.name = o.instrument_id;

-- The engines of an older run stood in one row each, dated at its end; what they were configured with stands in the run's own row.
INSERT INTO book_engines (book_key, engine, model_id, options_hash, options)
SELECT b.book_key,
       CASE d.engine_name WHEN 'REGIME' THEN 0 WHEN 'STABILITY' THEN 1 WHEN 'FRAGILITY' THEN 2 WHEN 'OPPORTUNITY' THEN 3 WHEN 'ASSESSMENT' THEN 4
         WHEN 'UNIVERSE' THEN 5 WHEN 'PORTFOLIO' THEN 6 WHEN 'RISK' THEN 7 END,
       d.config_id, d.input_refs->>'options_hash',
       CASE d.engine_name WHEN 'STABILITY' THEN r.config_json->'options'->'stability' WHEN 'FRAGILITY' THEN r.config_json->'options'->'fragility'
         WHEN 'OPPORTUNITY' THEN r.config_json->'options'->'lambda' WHEN 'ASSESSMENT' THEN r.config_json->'options'->'assessment'
         WHEN 'UNIVERSE' THEN r.config_json->'options'->'universe' WHEN 'PORTFOLIO' THEN r.config_json->'options'->'portfolio'
         WHEN 'RISK' THEN r.config_json->'options'->'risk' END
FROM decision_log d
JOIN backtest_runs r ON r.run_id = d.run_id
JOIN books b ON b.context = d.run_id AND b.portfolio_id = r.portfolio_id
WHERE d.engine_name IN ('REGIME', 'STABILITY', 'FRAGILITY', 'OPPORTUNITY', 'ASSESSMENT', 'UNIVERSE', 'PORTFOLIO', 'RISK');

DELETE FROM decision_log
WHERE engine_name IN ('REGIME', 'STABILITY', 'FRAGILITY', 'OPPORTUNITY', 'ASSESSMENT', 'UNIVERSE', 'PORTFOLIO', 'RISK');

-- The outcome of a run counted calendar days; it counts the sessions after its first.
UPDATE decision_outcomes SET
  horizon_days = (
    SELECT COUNT(*) - 1 FROM old_daily_equity e JOIN decision_log d ON d.run_id = e.run_id WHERE d.decision_id = decision_outcomes.decision_id),
  metadata = JSON_OBJECT('horizon_unit', 'sessions', 'annualised_sharpe', metadata->'annualised_sharpe')
WHERE decision_id IN (SELECT decision_id FROM decision_log WHERE engine_name = 'BACKTEST_SLEEVE_RUNNER');
UPDATE decision_outcomes SET
  decision_id = (SELECT run_id || ':' || CAST(as_of_date AS text) || ':' || engine_name FROM decision_log d WHERE d.decision_id = decision_outcomes.decision_id)
WHERE decision_id IN (SELECT decision_id FROM decision_log WHERE engine_name = 'BACKTEST_SLEEVE_RUNNER');
UPDATE decision_outcomes SET outcome_id = decision_id || ':' || horizon_days;
UPDATE decision_log SET decision_id = run_id || ':' || CAST(as_of_date AS text) || ':' || engine_name WHERE engine_name = 'BACKTEST_SLEEVE_RUNNER';

DROP TABLE old_book_targets;
DROP TABLE old_target_portfolios;
DROP TABLE old_risk_actions;
DROP TABLE old_orders;
DROP TABLE old_fills;
DROP TABLE old_positions;
DROP TABLE old_actions;
DROP TABLE old_daily_equity;
DROP TABLE old_days;
DROP TABLE backtest_trades;
-- PostgreSQL: DROP FUNCTION julianday(text);
