-- State tables: keyed by entity, date and model; non-default options are part of the model id. NULL = no state.
CREATE TABLE stability_vectors (
  entity_type    TEXT NOT NULL,
  entity_id      TEXT NOT NULL,
  as_of_date     DATE NOT NULL,
  model_id       TEXT NOT NULL,
  vol_score      DOUBLE,
  dd_score       DOUBLE,
  trend_score    DOUBLE,
  sigma          DOUBLE, -- daily volatility of log returns inside the window
  max_drawdown   DOUBLE, -- a fraction <= 0
  trend          DOUBLE, -- total return over the window
  overall_score  DOUBLE,
  PRIMARY KEY (entity_type, entity_id, as_of_date, model_id)
) CLUSTERED;

CREATE TABLE soft_target_classes (
  entity_type         TEXT    NOT NULL,
  entity_id           TEXT    NOT NULL,
  as_of_date          DATE    NOT NULL,
  model_id            TEXT    NOT NULL,
  soft_target_class   TEXT    NOT NULL, -- STABLE, WATCH, FRAGILE, TARGETABLE, BREAKER
  soft_target_score   DOUBLE  NOT NULL,
  weak_profile        BOOLEAN NOT NULL,
  instability         DOUBLE,
  high_fragility      DOUBLE,
  complacent_pricing  DOUBLE,
  PRIMARY KEY (entity_type, entity_id, as_of_date, model_id)
) CLUSTERED;

CREATE TABLE instrument_scores (
  strategy_id      TEXT    NOT NULL,
  instrument_id    TEXT    NOT NULL,
  as_of_date       DATE    NOT NULL,
  horizon_days     INTEGER NOT NULL,
  model_id         TEXT    NOT NULL,
  market_id        TEXT    NOT NULL,
  expected_return  DOUBLE,           -- over the horizon, a fraction
  score            DOUBLE,           -- -1 ... 1
  confidence       DOUBLE,           -- 0 ... 1
  signal_label     TEXT    NOT NULL, -- STRONG_SELL, SELL, HOLD, BUY, STRONG_BUY
  z                DOUBLE,           -- within date and sector
  sigma_idio       DOUBLE,           -- daily residual volatility
  sigma_risk       DOUBLE,           -- the same, inflated by fragility
  coverage         DOUBLE,           -- share of ingredient weight observed
  PRIMARY KEY (strategy_id, instrument_id, as_of_date, horizon_days, model_id)
) CLUSTERED;
