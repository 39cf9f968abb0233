CREATE TABLE markets (
  market_id      TEXT NOT NULL PRIMARY KEY,
  name           TEXT NOT NULL,
  region         TEXT NOT NULL,
  timezone       TEXT NOT NULL,
  exchange       TEXT NOT NULL,
  currency       TEXT NOT NULL,
  calendar_spec  JSON,
  metadata       JSON,
  created_at     TIMESTAMP NOT NULL DEFAULT NOW
) CLUSTERED;

CREATE TABLE issuers (
  issuer_id    TEXT NOT NULL PRIMARY KEY,
  issuer_type  TEXT NOT NULL, -- COMPANY, SOVEREIGN, SECTOR, INDEX, OTHER
  name         TEXT NOT NULL,
  country      TEXT,
  sector       TEXT,
  industry     TEXT,
  metadata     JSON,
  created_at   TIMESTAMP NOT NULL DEFAULT NOW
) CLUSTERED;

CREATE TABLE instruments (
  instrument_id             TEXT NOT NULL PRIMARY KEY,
  issuer_id                 TEXT NOT NULL,
  market_id                 TEXT NOT NULL,
  asset_class               TEXT NOT NULL,
  symbol                    TEXT NOT NULL,
  exchange                  TEXT,
  currency                  TEXT NOT NULL,
  multiplier                DOUBLE,
  maturity_date             DATE,
  underlying_instrument_id  TEXT,
  status                    TEXT NOT NULL,
  metadata                  JSON,
  created_at                TIMESTAMP NOT NULL DEFAULT NOW
) CLUSTERED;

-- Dated attributes: sector, listing, delisting, membership. A join uses known_on, never as_of_date alone.
CREATE TABLE instrument_facts (
  instrument_id  TEXT    NOT NULL,
  kind           TEXT    NOT NULL,
  as_of_date     DATE    NOT NULL, -- what the fact is about
  known_on       DATE    NOT NULL, -- when it became known
  value          TEXT    NOT NULL,
  assumed        BOOLEAN NOT NULL, -- came without a date and is taken to hold from the beginning
  source         TEXT    NOT NULL,
  PRIMARY KEY (instrument_id, kind, as_of_date, known_on)
) CLUSTERED;

CREATE TABLE strategies (
  strategy_id  TEXT NOT NULL PRIMARY KEY,
  name         TEXT NOT NULL,
  description  TEXT,
  metadata     JSON,
  created_at   TIMESTAMP NOT NULL DEFAULT NOW
) CLUSTERED;

CREATE TABLE portfolios (
  portfolio_id   TEXT NOT NULL PRIMARY KEY,
  name           TEXT NOT NULL,
  description    TEXT,
  base_currency  TEXT NOT NULL,
  metadata       JSON,
  created_at     TIMESTAMP NOT NULL DEFAULT NOW
) CLUSTERED;
