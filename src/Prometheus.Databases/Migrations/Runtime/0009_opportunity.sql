-- Share of the members of a sector or market that have a state; NULL for an instrument.
ALTER TABLE stability_vectors ADD COLUMN coverage DOUBLE;

-- One row an experiment on λ: what was fitted, on what, and how good it was.
CREATE TABLE opportunity_experiments (
  experiment_id  TEXT    NOT NULL PRIMARY KEY,
  model          TEXT    NOT NULL, -- persistence, cluster_mean, global_ar1, global_linear_full, global_poly2, har
  train_start    DATE    NOT NULL,
  train_end      DATE    NOT NULL,
  test_start     DATE    NOT NULL,
  test_end       DATE    NOT NULL,
  top_quantile   DOUBLE  NOT NULL,
  metrics_json   JSON    NOT NULL,
  fit_json       JSON    NOT NULL, -- terms, means, scales, coefficients
  input_digest   TEXT    NOT NULL, -- of the files it read
  created_at     TIMESTAMP NOT NULL DEFAULT NOW
);
