-- Rows of a book, each fact once. A book is what one portfolio did in one context ('live' or a run id); its key and those of names are integers
-- that no view shows. The tables of the seeds that say the same are views over these rows, which the product alone writes.
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
  rule_key       NARROW, -- the rule's name; NULL where none touched it
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

-- What an older store holds is converted book by book.
ALTER TABLE book_targets RENAME TO legacy_book_targets;
ALTER TABLE target_portfolios RENAME TO legacy_target_portfolios;
ALTER TABLE risk_actions RENAME TO legacy_risk_actions;
ALTER TABLE orders RENAME TO legacy_orders;
ALTER TABLE fills RENAME TO legacy_fills;
ALTER TABLE positions_snapshots RENAME TO legacy_positions;
ALTER TABLE executed_actions RENAME TO legacy_actions;
ALTER TABLE backtest_daily_equity RENAME TO legacy_daily_equity;
ALTER TABLE engine_decisions RENAME TO decision_log;
DROP TABLE backtest_trades; -- says what the fills, the orders behind them and the equity of their days say

CREATE TABLE legacy_books (
  context       TEXT NOT NULL,
  portfolio_id  TEXT NOT NULL,
  PRIMARY KEY (context, portfolio_id)
) CLUSTERED;

INSERT INTO legacy_books (context, portfolio_id)
SELECT run_id, portfolio_id FROM backtest_runs WHERE run_id IN (SELECT run_id FROM legacy_daily_equity)
UNION SELECT context, portfolio_id FROM legacy_target_portfolios
UNION SELECT context, book_id FROM legacy_book_targets
UNION SELECT context, portfolio_id FROM legacy_risk_actions
UNION SELECT context, portfolio_id FROM legacy_orders
UNION SELECT context, portfolio_id FROM legacy_fills
UNION SELECT context, portfolio_id FROM legacy_positions;
