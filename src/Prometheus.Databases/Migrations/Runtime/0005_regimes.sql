-- The state of a market as a whole. The instrument that served as its index is recorded, not part of the key.
CREATE TABLE regimes (
  region            TEXT   NOT NULL,
  as_of_date        DATE   NOT NULL,
  model_id          TEXT   NOT NULL,
  regime_record_id  TEXT   NOT NULL,
  regime_label      TEXT   NOT NULL, -- CRISIS, RISK_OFF, CARRY, NEUTRAL
  confidence        DOUBLE NOT NULL, -- filtered probability of the label
  p_crisis          DOUBLE NOT NULL, -- filtered probabilities, adding to 1
  p_risk_off        DOUBLE NOT NULL,
  p_carry           DOUBLE NOT NULL,
  p_neutral         DOUBLE NOT NULL,
  instrument_id     TEXT,            -- NULL: the equal-weight market
  regime_embedding  BLOB,            -- little-endian float32
  embedding_ref     TEXT,
  metadata          JSON   NOT NULL,
  PRIMARY KEY (region, as_of_date, model_id)
) CLUSTERED;

-- Changes of label between neighbours in the sorted history of regimes; derived again wherever that history changes.
CREATE TABLE regime_transitions (
  region             TEXT NOT NULL,
  as_of_date         DATE NOT NULL, -- first session of the new label
  model_id           TEXT NOT NULL,
  transition_id      TEXT NOT NULL,
  from_regime_label  TEXT NOT NULL,
  to_regime_label    TEXT NOT NULL,
  metadata           JSON NOT NULL,
  PRIMARY KEY (region, as_of_date, model_id)
) CLUSTERED;

-- Fitted models: plain numbers and where they came from. Nothing selects "the newest": a row serves from its date until the next one.
CREATE TABLE models (
  model_id         TEXT    NOT NULL,
  scope            TEXT    NOT NULL, -- what it was fitted to, e.g. the region
  served_from      DATE    NOT NULL, -- first session it serves
  schema_hash      TEXT    NOT NULL, -- of the names and weights of its inputs
  training_start   DATE    NOT NULL,
  training_end     DATE    NOT NULL, -- last training session
  training_digest  TEXT    NOT NULL, -- of the training rows
  seed             INTEGER NOT NULL,
  fit              JSON    NOT NULL,
  encoder          BLOB,             -- little-endian float64: centre, projection by row, variances
  PRIMARY KEY (model_id, scope, served_from)
) CLUSTERED;
