-- What was written and reported, each row with the session from whose close on it may be used (known_on).
CREATE TABLE news_articles (
  article_id    TEXT      NOT NULL PRIMARY KEY, -- made from source and the source's own id
  market_id     TEXT      NOT NULL, -- whose sessions known_on is of
  timestamp     TIMESTAMP NOT NULL, -- of publication
  known_on      DATE      NOT NULL, -- first session whose cut-off is later than the timestamp
  source        TEXT      NOT NULL,
  language      TEXT,
  headline      TEXT      NOT NULL,
  body          TEXT,
  content_hash  TEXT      NOT NULL, -- of headline and body
  metadata      JSON
) CLUSTERED;

CREATE INDEX news_articles_by_session ON news_articles (market_id, known_on, article_id);

-- Whom an article is about. An article without a row here is about the market.
CREATE TABLE news_links (
  article_id     TEXT NOT NULL,
  issuer_id      TEXT NOT NULL,
  instrument_id  TEXT NOT NULL,
  PRIMARY KEY (article_id, issuer_id, instrument_id)
) CLUSTERED;

CREATE VIEW issuer_news_daily AS
SELECT d.issuer_id, d.news_date, d.n_articles,
       LAG(d.news_date) OVER (PARTITION BY d.issuer_id ORDER BY d.news_date) AS prev_news_date,
       d.issuer_id || ':' || d.news_date AS embedding_source_id
FROM (SELECT l.issuer_id, a.known_on AS news_date, COUNT(DISTINCT a.article_id) AS n_articles
      FROM news_articles a JOIN news_links l ON l.article_id = a.article_id GROUP BY l.issuer_id, a.known_on) d;

CREATE TABLE filings (
  filing_id     TEXT    NOT NULL PRIMARY KEY,
  issuer_id     TEXT    NOT NULL,
  filing_type   TEXT    NOT NULL, -- 10-K, 10-Q, 8-K ...
  filing_date   DATE    NOT NULL,
  known_on      DATE    NOT NULL,
  text          TEXT    NOT NULL,
  text_ref      TEXT,
  content_hash  TEXT    NOT NULL,
  source        TEXT    NOT NULL,
  metadata      JSON
) CLUSTERED;

CREATE INDEX filings_by_issuer ON filings (issuer_id, filing_date);

CREATE TABLE earnings_calls (
  call_id         TEXT NOT NULL PRIMARY KEY,
  issuer_id       TEXT NOT NULL,
  call_date       DATE NOT NULL,
  known_on        DATE NOT NULL,
  transcript      TEXT NOT NULL,
  transcript_ref  TEXT,
  content_hash    TEXT NOT NULL,
  source          TEXT NOT NULL,
  metadata        JSON
) CLUSTERED;

CREATE INDEX earnings_calls_by_issuer ON earnings_calls (issuer_id, call_date);

CREATE TABLE macro_events (
  event_id      TEXT      NOT NULL PRIMARY KEY,
  market_id     TEXT      NOT NULL, -- whose sessions known_on is of
  event_type    TEXT      NOT NULL, -- FOMC, PAYROLLS ...
  timestamp     TIMESTAMP NOT NULL,
  known_on      DATE      NOT NULL,
  country       TEXT,
  description   TEXT      NOT NULL,
  text_ref      TEXT,
  content_hash  TEXT      NOT NULL,
  source        TEXT      NOT NULL,
  metadata      JSON
) CLUSTERED;

CREATE INDEX macro_events_by_type ON macro_events (event_type, timestamp);

-- A restatement is another row, known later; what was known before stays.
CREATE TABLE financial_statements (
  issuer_id       TEXT    NOT NULL,
  statement_type  TEXT    NOT NULL, -- IS, BS, CF
  frequency       TEXT    NOT NULL, -- ANNUAL, QUARTERLY, TTM
  period_end      DATE    NOT NULL,
  known_on        DATE    NOT NULL,
  statement_id    TEXT    NOT NULL,
  fiscal_period   TEXT    NOT NULL, -- 2024A, 2024Q3
  fiscal_year     INTEGER NOT NULL,
  report_date     DATE    NOT NULL,
  assumed         BOOLEAN NOT NULL, -- the report date was not stated and follows from a conservative lag
  period_start    DATE,
  currency        TEXT,
  "values"        JSON    NOT NULL, -- item: amount in currency units
  source          TEXT    NOT NULL,
  PRIMARY KEY (issuer_id, statement_type, frequency, period_end, known_on)
) CLUSTERED;

-- What follows from the statements known by then. NULL: an ingredient was not reported.
CREATE TABLE fundamental_ratios (
  issuer_id          TEXT NOT NULL,
  frequency          TEXT NOT NULL,
  period_end         DATE NOT NULL,
  known_on           DATE NOT NULL,
  period_start       DATE,
  roe                DOUBLE,
  roic               DOUBLE,
  gross_margin       DOUBLE,
  op_margin          DOUBLE,
  net_margin         DOUBLE,
  leverage           DOUBLE, -- liabilities / equity; NULL where equity is not positive
  interest_coverage  DOUBLE,
  revenue_growth     DOUBLE,
  eps_growth         DOUBLE,
  metrics            JSON   NOT NULL,
  PRIMARY KEY (issuer_id, frequency, period_end, known_on)
) CLUSTERED;
