-- How close a name is to breaking. A state table: options, regime model and scenario set are part of the model id. NULL = not observed.
CREATE TABLE fragility_measures (
  entity_type         TEXT   NOT NULL,
  entity_id           TEXT   NOT NULL,
  as_of_date          DATE   NOT NULL,
  model_id            TEXT   NOT NULL,
  fragility_score     DOUBLE NOT NULL, -- 0 ... 1, over the components that were observed
  class_label         TEXT   NOT NULL, -- NONE, WATCHLIST, SHORT_CANDIDATE, CRISIS
  score_soft          DOUBLE,          -- soft-target index / 100
  score_scenario      DOUBLE,          -- expected shortfall over its reference
  instability         DOUBLE,          -- volatility score, 0 ... 100
  high_fragility      DOUBLE,          -- drawdown score, 0 ... 100
  complacent_pricing  DOUBLE,          -- trend score, 0 ... 100
  coverage            DOUBLE NOT NULL, -- share of the components' weight that was observed
  scenario_set_id     TEXT,            -- NULL without a set
  scenario_loss       DOUBLE,          -- expected shortfall over the set's horizon, a positive fraction
  PRIMARY KEY (entity_type, entity_id, as_of_date, model_id)
) CLUSTERED;
