-- Factor returns: built from the market's own prices, or imported from a file.
CREATE TABLE factors_daily (
  market_id   TEXT   NOT NULL,
  factor_id   TEXT   NOT NULL, -- MKT_<market>, SECTOR_<name>, STAT_<k>, or the id an import gave
  trade_date  DATE   NOT NULL,
  value       DOUBLE NOT NULL, -- simple return, a fraction
  kind        TEXT   NOT NULL, -- MARKET, SECTOR, STATISTICAL, IMPORTED
  source      TEXT   NOT NULL, -- model id, or label of the file
  known_on    DATE   NOT NULL, -- from when it may be used
  PRIMARY KEY (market_id, factor_id, trade_date)
) CLUSTERED;

-- What an instrument moves by where a factor moves by one, as estimated from sessions up to the date. NULL = no row.
CREATE TABLE instrument_factors_daily (
  instrument_id  TEXT   NOT NULL,
  trade_date     DATE   NOT NULL,
  factor_id      TEXT   NOT NULL,
  exposure       DOUBLE NOT NULL,
  PRIMARY KEY (instrument_id, trade_date, factor_id)
) CLUSTERED;

CREATE TABLE correlation_panels (
  panel_id       TEXT NOT NULL PRIMARY KEY,
  market_id      TEXT NOT NULL,
  start_date     DATE NOT NULL, -- first and last session of the window
  end_date       DATE NOT NULL,
  universe_spec  JSON NOT NULL, -- {"factor_ids": [...], "window_days": n}
  matrix_ref     TEXT NOT NULL, -- risk_matrices.matrix_id
  created_at     TIMESTAMP NOT NULL DEFAULT NOW
) CLUSTERED;

CREATE TABLE risk_matrices (
  matrix_id     TEXT    NOT NULL PRIMARY KEY,
  market_id     TEXT    NOT NULL,
  end_date      DATE    NOT NULL,
  model_id      TEXT    NOT NULL,
  ids           TEXT    NOT NULL, -- rows and columns, one a line
  observations  INTEGER NOT NULL, -- sessions of the window
  shrinkage     DOUBLE  NOT NULL, -- how far toward no correlation, 0 ... 1
  volatilities  BLOB    NOT NULL, -- daily, little-endian float64 in the order of ids
  correlations  BLOB    NOT NULL  -- lower triangle with its diagonal, row after row, little-endian float64
);
