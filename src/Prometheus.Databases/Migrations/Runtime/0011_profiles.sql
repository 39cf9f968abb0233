-- What was known of an issuer on a date; rebuilt only where its inputs changed.
CREATE TABLE profiles (
  issuer_id             TEXT   NOT NULL,
  as_of_date            DATE   NOT NULL,
  model_id              TEXT   NOT NULL,
  profile_id            TEXT   NOT NULL,
  input_hash            TEXT   NOT NULL,
  structured            JSON   NOT NULL,
  embedding_vector_ref  TEXT,            -- key of its row in numeric_window_embeddings
  risk_flags            JSON   NOT NULL, -- vol_flag, dd_flag, leverage_flag, news_recency_flag: 0 ... 1
  weak_profile          BOOLEAN NOT NULL,
  data_quality          DOUBLE NOT NULL, -- share of the profile's inputs that were known, 0 ... 1
  PRIMARY KEY (issuer_id, as_of_date, model_id)
) CLUSTERED;

-- The context vector in force for a score, whether the score was made from it or only stands beside it.
CREATE TABLE score_contexts (
  strategy_id       TEXT    NOT NULL,
  instrument_id     TEXT    NOT NULL,
  as_of_date        DATE    NOT NULL,
  horizon_days      INTEGER NOT NULL,
  model_id          TEXT    NOT NULL, -- of the assessment that was asked for
  market_id         TEXT    NOT NULL,
  context_model_id  TEXT    NOT NULL,
  context_date      DATE    NOT NULL, -- of the vector, on or before as_of_date
  ctx_norm          DOUBLE  NOT NULL,
  ctx_coverage      DOUBLE  NOT NULL, -- weight of the branches that are present
  PRIMARY KEY (strategy_id, instrument_id, as_of_date, horizon_days, model_id)
) CLUSTERED;
