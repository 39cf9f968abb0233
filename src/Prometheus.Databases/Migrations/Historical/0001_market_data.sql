-- Daily bars as the vendor stated them, on the basis named in the row. One source an instrument.
CREATE TABLE prices_daily (
  instrument_id   TEXT    NOT NULL,
  trade_date      DATE    NOT NULL,
  open            DOUBLE,
  high            DOUBLE,
  low             DOUBLE,
  close           DOUBLE  NOT NULL,
  adjusted_close  DOUBLE,
  volume          DOUBLE,
  currency        TEXT    NOT NULL,
  basis           TEXT    NOT NULL, -- RAW, SPLIT_ADJUSTED, FULLY_ADJUSTED
  source          TEXT    NOT NULL,
  flags           INTEGER NOT NULL, -- bit set of the warnings the row has broken
  PRIMARY KEY (instrument_id, trade_date)
) CLUSTERED;

-- What prices_daily holds of each instrument.
CREATE TABLE price_series (
  instrument_id  TEXT    NOT NULL PRIMARY KEY,
  market_id      TEXT    NOT NULL,
  source         TEXT    NOT NULL,
  basis          TEXT    NOT NULL,
  currency       TEXT    NOT NULL,
  first_date     DATE    NOT NULL,
  last_date      DATE    NOT NULL,
  rows           INTEGER NOT NULL
) CLUSTERED;

-- Session-major copies of prices_daily, one a year and field; rows stay the truth.
CREATE TABLE price_tiles (
  market_id    TEXT    NOT NULL,
  year         INTEGER NOT NULL,
  field        TEXT    NOT NULL,
  instruments  TEXT    NOT NULL, -- columns of the blob, ordinal order
  sessions     TEXT    NOT NULL, -- rows of the blob, ascending
  row_count    INTEGER NOT NULL, -- rows of prices_daily it was made from
  digest       TEXT    NOT NULL,
  blob         BLOB    NOT NULL, -- little-endian float64, session after session, NaN = not observed
  PRIMARY KEY (market_id, year, field)
);

-- The dates on which a market has rows, so that nobody asks prices_daily for distinct dates.
CREATE TABLE market_sessions (
  market_id     TEXT    NOT NULL,
  session_date  DATE    NOT NULL,
  rows          INTEGER NOT NULL,
  PRIMARY KEY (market_id, session_date)
) CLUSTERED;

CREATE TABLE corporate_actions (
  instrument_id  TEXT    NOT NULL,
  ex_date        DATE    NOT NULL,
  kind           TEXT    NOT NULL, -- SPLIT: new shares per old share; DIVIDEND: cash per new share
  value          DOUBLE  NOT NULL,
  source         TEXT    NOT NULL,
  implied        BOOLEAN NOT NULL, -- follows from close and adjusted close, not stated by the vendor
  PRIMARY KEY (instrument_id, ex_date, kind)
) CLUSTERED;

-- Values a later import changed, the oldest change first.
CREATE TABLE price_changes (
  instrument_id  TEXT    NOT NULL,
  trade_date     DATE    NOT NULL,
  field          TEXT    NOT NULL,
  revision       INTEGER NOT NULL,
  old_value      DOUBLE,
  new_value      DOUBLE,
  source         TEXT    NOT NULL,
  recorded_at    TIMESTAMP NOT NULL DEFAULT NOW,
  PRIMARY KEY (instrument_id, trade_date, field, revision)
) CLUSTERED;

-- Whole series that --replace exchanged for those of another source.
CREATE TABLE price_series_changes (
  instrument_id  TEXT    NOT NULL,
  revision       INTEGER NOT NULL,
  old_source     TEXT    NOT NULL,
  old_basis      TEXT    NOT NULL,
  old_rows       INTEGER NOT NULL,
  new_source     TEXT    NOT NULL,
  new_basis      TEXT    NOT NULL,
  new_rows       INTEGER NOT NULL,
  recorded_at    TIMESTAMP NOT NULL DEFAULT NOW,
  PRIMARY KEY (instrument_id, revision)
) CLUSTERED;

-- Files that were imported whole.
CREATE TABLE import_files (
  market_id         TEXT    NOT NULL,
  file              TEXT    NOT NULL, -- as the user named it
  content_digest    TEXT    NOT NULL,
  options_hash      TEXT    NOT NULL,
  source            TEXT    NOT NULL,
  rows_read         INTEGER NOT NULL,
  rows_kept         INTEGER NOT NULL,
  rows_quarantined  INTEGER NOT NULL,
  rows_skipped      INTEGER NOT NULL,
  rows_flagged      INTEGER NOT NULL,
  imported_at       TIMESTAMP NOT NULL DEFAULT NOW,
  PRIMARY KEY (market_id, file)
) CLUSTERED;

-- Every hit of a quality rule. An ERROR row is kept here only, a WARN row is in prices_daily too.
CREATE TABLE data_quality_events (
  market_id      TEXT    NOT NULL,
  file           TEXT    NOT NULL,
  line           INTEGER NOT NULL, -- 0: the whole file or series
  rule           TEXT    NOT NULL,
  event_id       TEXT    NOT NULL,
  severity       TEXT    NOT NULL, -- ERROR, WARN
  instrument_id  TEXT,
  trade_date     DATE,
  expected       TEXT    NOT NULL,
  found          TEXT    NOT NULL,
  PRIMARY KEY (market_id, file, line, rule, event_id)
) CLUSTERED;
