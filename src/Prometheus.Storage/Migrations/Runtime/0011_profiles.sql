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
