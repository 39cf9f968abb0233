-- Daily series of a market as a whole, such as a volatility index or a yield. One source a series.
CREATE TABLE series_daily (
  market_id   TEXT   NOT NULL,
  series_id   TEXT   NOT NULL,
  trade_date  DATE   NOT NULL, -- what the value is about; need not be a session
  value       DOUBLE NOT NULL,
  known_on    DATE   NOT NULL, -- from when it may be used
  unit        TEXT   NOT NULL, -- LEVEL, FRACTION
  source      TEXT   NOT NULL,
  PRIMARY KEY (market_id, series_id, trade_date)
) CLUSTERED;

-- Values a later import changed, the oldest change first.
CREATE TABLE series_changes (
  market_id    TEXT    NOT NULL,
  series_id    TEXT    NOT NULL,
  trade_date   DATE    NOT NULL,
  revision     INTEGER NOT NULL,
  old_value    DOUBLE  NOT NULL,
  new_value    DOUBLE  NOT NULL,
  source       TEXT    NOT NULL,
  recorded_at  TIMESTAMP NOT NULL DEFAULT NOW,
  PRIMARY KEY (market_id, series_id, trade_date, revision)
) CLUSTERED;
