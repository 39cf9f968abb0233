-- Scores of the user's own models, as their files state them. A row may be used from the first session on or after both of its dates; a later
-- revision of the same date is a row of its own.
CREATE TABLE imported_scores (
  strategy_id    TEXT    NOT NULL,
  model_id       TEXT    NOT NULL,
  horizon_days   INTEGER NOT NULL,
  instrument_id  TEXT    NOT NULL,
  as_of_date     DATE    NOT NULL,
  known_on       DATE    NOT NULL,
  market_id      TEXT    NOT NULL,
  score          DOUBLE  NOT NULL,
  PRIMARY KEY (strategy_id, model_id, horizon_days, instrument_id, as_of_date, known_on)
) CLUSTERED;
