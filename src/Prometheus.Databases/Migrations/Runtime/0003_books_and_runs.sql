-- Book tables: context is 'live' or the run_id, so that runs of one portfolio live side by side.
CREATE TABLE universe_members (
  context      TEXT    NOT NULL,
  universe_id  TEXT    NOT NULL,
  as_of_date   DATE    NOT NULL,
  entity_type  TEXT    NOT NULL,
  entity_id    TEXT    NOT NULL,
  tier         TEXT    NOT NULL, -- CORE, SATELLITE, EXCLUDED
  included     BOOLEAN NOT NULL,
  score        DOUBLE  NOT NULL,
  reasons      JSON    NOT NULL,
  PRIMARY KEY (context, universe_id, as_of_date, entity_type, entity_id)
) CLUSTERED;

CREATE TABLE book_targets (
  context        TEXT   NOT NULL,
  book_id        TEXT   NOT NULL,
  as_of_date     DATE   NOT NULL,
  region         TEXT   NOT NULL,
  entity_type    TEXT   NOT NULL,
  entity_id      TEXT   NOT NULL,
  target_weight  DOUBLE NOT NULL,
  metadata       JSON,
  PRIMARY KEY (context, book_id, as_of_date, region, entity_type, entity_id)
) CLUSTERED;

CREATE TABLE target_portfolios (
  context           TEXT NOT NULL,
  portfolio_id      TEXT NOT NULL,
  as_of_date        DATE NOT NULL,
  strategy_id       TEXT NOT NULL,
  target_positions  JSON NOT NULL, -- {"weights": {instrument: weight}}
  metadata          JSON,
  PRIMARY KEY (context, portfolio_id, as_of_date)
);

-- One row a rule and name it touched, in the order of the rules.
CREATE TABLE risk_actions (
  context        TEXT    NOT NULL,
  portfolio_id   TEXT    NOT NULL,
  as_of_date     DATE    NOT NULL,
  instrument_id  TEXT    NOT NULL,
  rule_order     INTEGER NOT NULL,
  action_id      TEXT    NOT NULL,
  strategy_id    TEXT,
  decision_id    TEXT,
  action_type    TEXT    NOT NULL, -- OK, CAPPED, REJECTED, EXECUTION_REJECT
  details_json   JSON    NOT NULL,
  PRIMARY KEY (context, portfolio_id, as_of_date, instrument_id, rule_order)
) CLUSTERED;

CREATE TABLE orders (
  context          TEXT      NOT NULL,
  portfolio_id     TEXT      NOT NULL,
  trade_date       DATE      NOT NULL, -- the session it is valid for
  sequence         INTEGER   NOT NULL, -- within the session
  order_id         TEXT      NOT NULL,
  timestamp        TIMESTAMP NOT NULL,
  instrument_id    TEXT      NOT NULL,
  side             TEXT      NOT NULL, -- BUY, SELL
  order_type       TEXT      NOT NULL, -- MARKET
  quantity         DOUBLE    NOT NULL,
  filled_quantity  DOUBLE    NOT NULL,
  limit_price      DOUBLE,
  stop_price       DOUBLE,
  status           TEXT      NOT NULL, -- SUBMITTED, PARTIALLY_FILLED, FILLED, CANCELLED, REJECTED
  mode             TEXT      NOT NULL, -- LIVE, PAPER, BACKTEST
  decision_id      TEXT,
  metadata         JSON,
  PRIMARY KEY (context, portfolio_id, trade_date, sequence)
) CLUSTERED;

CREATE TABLE fills (
  context        TEXT      NOT NULL,
  portfolio_id   TEXT      NOT NULL,
  trade_date     DATE      NOT NULL,
  sequence       INTEGER   NOT NULL, -- in the order they were booked, within the session
  fill_id        TEXT      NOT NULL,
  order_id       TEXT,               -- NULL: no order stood behind it (a delisting)
  timestamp      TIMESTAMP NOT NULL,
  instrument_id  TEXT      NOT NULL,
  side           TEXT      NOT NULL,
  quantity       DOUBLE    NOT NULL,
  price          DOUBLE    NOT NULL, -- slippage included
  commission     DOUBLE    NOT NULL,
  mode           TEXT      NOT NULL,
  metadata       JSON,
  PRIMARY KEY (context, portfolio_id, trade_date, sequence)
) CLUSTERED;

CREATE TABLE positions_snapshots (
  context         TEXT      NOT NULL,
  portfolio_id    TEXT      NOT NULL,
  as_of_date      DATE      NOT NULL,
  instrument_id   TEXT      NOT NULL,
  timestamp       TIMESTAMP NOT NULL,
  quantity        DOUBLE    NOT NULL,
  avg_cost        DOUBLE    NOT NULL,
  market_value    DOUBLE    NOT NULL,
  unrealized_pnl  DOUBLE    NOT NULL,
  mode            TEXT      NOT NULL,
  PRIMARY KEY (context, portfolio_id, as_of_date, instrument_id)
) CLUSTERED;

CREATE TABLE executed_actions (
  context        TEXT    NOT NULL,
  portfolio_id   TEXT    NOT NULL,
  trade_date     DATE    NOT NULL,
  sequence       INTEGER NOT NULL,
  action_id      TEXT    NOT NULL,
  decision_id    TEXT,
  run_id         TEXT,
  instrument_id  TEXT    NOT NULL,
  side           TEXT    NOT NULL,
  quantity       DOUBLE  NOT NULL,
  price          DOUBLE  NOT NULL,
  slippage       DOUBLE,           -- cash lost against the reference price, >= 0
  fees           DOUBLE,
  metadata       JSON,
  PRIMARY KEY (context, portfolio_id, trade_date, sequence)
) CLUSTERED;

CREATE TABLE backtest_runs (
  run_id          TEXT NOT NULL PRIMARY KEY,
  strategy_id     TEXT NOT NULL,
  sleeve_id       TEXT NOT NULL,
  market_id       TEXT NOT NULL,
  portfolio_id    TEXT NOT NULL,
  universe_id     TEXT,
  start_date      DATE NOT NULL,
  end_date        DATE NOT NULL,
  data_digest     TEXT NOT NULL,
  config_json     JSON NOT NULL,
  metrics_json    JSON NOT NULL, -- of a failed run: {"error": "..."}
  data_card_json  JSON,
  created_at      TIMESTAMP NOT NULL DEFAULT NOW
);

CREATE TABLE backtest_daily_equity (
  run_id                 TEXT    NOT NULL,
  date                   DATE    NOT NULL,
  equity_curve_value     DOUBLE  NOT NULL,
  drawdown               DOUBLE  NOT NULL, -- a fraction <= 0
  benchmark_value        DOUBLE,
  cash                   DOUBLE  NOT NULL,
  traded_value           DOUBLE  NOT NULL,
  turnover               DOUBLE  NOT NULL, -- one-way
  commission             DOUBLE  NOT NULL,
  slippage               DOUBLE  NOT NULL,
  dividends              DOUBLE  NOT NULL,
  names                  INTEGER NOT NULL,
  stale_positions        INTEGER NOT NULL,
  exposure_metrics_json  JSON    NOT NULL,
  PRIMARY KEY (run_id, date)
) CLUSTERED;

CREATE TABLE backtest_trades (
  run_id                  TEXT    NOT NULL,
  trade_date              DATE    NOT NULL,
  sequence                INTEGER NOT NULL,
  trade_id                TEXT    NOT NULL,
  ticker                  TEXT    NOT NULL,
  direction               TEXT    NOT NULL, -- BUY, SELL
  size                    DOUBLE  NOT NULL,
  price                   DOUBLE  NOT NULL,
  regime_id               TEXT,
  universe_id             TEXT,
  decision_metadata_json  JSON,
  PRIMARY KEY (run_id, trade_date, sequence)
) CLUSTERED;

CREATE TABLE engine_decisions (
  decision_id  TEXT NOT NULL PRIMARY KEY,
  engine_name  TEXT NOT NULL,
  run_id       TEXT,
  strategy_id  TEXT,
  market_id    TEXT,
  as_of_date   DATE NOT NULL,
  config_id    TEXT,
  input_refs   JSON,
  output_refs  JSON,
  metadata     JSON,
  created_at   TIMESTAMP NOT NULL DEFAULT NOW
);

CREATE TABLE decision_outcomes (
  decision_id        TEXT    NOT NULL,
  horizon_days       INTEGER NOT NULL,
  outcome_id         TEXT    NOT NULL,
  realized_return    DOUBLE,
  realized_pnl       DOUBLE,
  realized_drawdown  DOUBLE,
  realized_vol       DOUBLE,
  metadata           JSON,
  PRIMARY KEY (decision_id, horizon_days)
) CLUSTERED;
