-- Vectors are little-endian float32, of unit length where nothing else is said. A model with options other than the defaults is another model id.
CREATE TABLE numeric_window_embeddings (
  model_id         TEXT    NOT NULL,
  window_spec      TEXT    NOT NULL, -- {"window_days":63}
  entity_type      TEXT    NOT NULL, -- INSTRUMENT, ISSUER, SECTOR, MARKET, SCENARIO, PORTFOLIO
  as_of_date       DATE    NOT NULL,
  entity_id        TEXT    NOT NULL, -- a scenario is set:path, a portfolio context:portfolio
  dim              INTEGER NOT NULL,
  coverage         DOUBLE  NOT NULL, -- share of the window's cells that were observed
  fit_served_from  DATE,             -- the fit of models that served; NULL for a model without fits
  vector           BLOB    NOT NULL,
  vector_ref       TEXT,
  PRIMARY KEY (model_id, window_spec, entity_type, as_of_date, entity_id)
) CLUSTERED;
-- PostgreSQL: ALTER TABLE numeric_window_embeddings ALTER COLUMN vector SET STORAGE EXTERNAL;

CREATE TABLE text_embeddings (
  model_id         TEXT    NOT NULL,
  source_type      TEXT    NOT NULL, -- NEWS, NEWS_ISSUER_DAY, PROFILE, MACRO
  as_of_date       DATE    NOT NULL, -- session from whose close on it may be used
  source_id        TEXT    NOT NULL, -- article, event, or issuer:YYYY-MM-DD
  content_hash     TEXT    NOT NULL, -- of the text; of the members for an issuer-day
  dim              INTEGER NOT NULL,
  n_docs           INTEGER NOT NULL, -- documents, near duplicates counted once
  novelty          DOUBLE,           -- 1 - largest cosine to the trailing 20 sessions; issuer-days only
  dispersion       DOUBLE,           -- 1 - mean cosine of the members to their mean; issuer-days only
  fit_served_from  DATE,
  vector           BLOB    NOT NULL,
  vector_ref       TEXT,
  PRIMARY KEY (model_id, source_type, as_of_date, source_id)
) CLUSTERED;

-- What a remote or local encoder said of a text: asked once.
CREATE TABLE text_vector_cache (
  encoder_id    TEXT    NOT NULL, -- which encoder, fit or server and model
  content_hash  TEXT    NOT NULL,
  dim           INTEGER NOT NULL,
  vector        BLOB    NOT NULL,
  PRIMARY KEY (encoder_id, content_hash)
) CLUSTERED;

-- The branches of a joint space: names, weights and widths, in the order of the vector.
CREATE TABLE joint_spaces (
  joint_type  TEXT NOT NULL,
  model_id    TEXT NOT NULL,
  branches    JSON NOT NULL, -- [{"name": ..., "model_id": ..., "weight": w, "dim": d}]
  PRIMARY KEY (joint_type, model_id)
) CLUSTERED;

-- z = [sqrt(w_b) * unit vector of branch b]; an absent branch is zero and its bit is not set.
CREATE TABLE joint_embeddings (
  joint_type    TEXT    NOT NULL, -- PROFILE_CORE_V0, REGIME_CONTEXT_V0, ...
  model_id      TEXT    NOT NULL,
  as_of_date    DATE    NOT NULL,
  entity_key    TEXT    NOT NULL, -- INSTRUMENT:id, ISSUER:id, REGION:id, SCENARIO:set:path, PORTFOLIO:context:id, RUN:id, EPISODE:id
  entity_scope  JSON    NOT NULL,
  branch_mask   INTEGER NOT NULL, -- bit b: branch b is present
  coverage      DOUBLE  NOT NULL, -- weight of the branches that are present
  dim           INTEGER NOT NULL,
  vector        BLOB    NOT NULL,
  vector_ref    TEXT,
  PRIMARY KEY (joint_type, model_id, as_of_date, entity_key)
) CLUSTERED;
-- PostgreSQL: ALTER TABLE joint_embeddings ALTER COLUMN vector SET STORAGE EXTERNAL;
