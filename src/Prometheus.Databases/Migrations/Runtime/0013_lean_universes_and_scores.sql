-- What many rows repeat, once: instruments, sectors. A key says nothing and never shows.
CREATE TABLE names (
  name_key  SURROGATE,
  name      TEXT NOT NULL,
  PRIMARY KEY (name_key)
) CLUSTERED;

CREATE UNIQUE INDEX names_by_name ON names (name);

ALTER TABLE universe_members RENAME TO legacy_universe_members;
ALTER TABLE instrument_scores RENAME TO legacy_instrument_scores;

-- A universe at a close: what is the same for all its names. The view universe_members tells one row a name.
CREATE TABLE universe_decisions (
  decision_key          SURROGATE,
  context               TEXT    NOT NULL, -- 'live' or the run_id
  universe_id           TEXT    NOT NULL,
  as_of_date            DATE    NOT NULL,
  facts_key             NARROW  NOT NULL,
  market_id             TEXT    NOT NULL,
  assessment_weight     DOUBLE,           -- points a standard deviation; NULL: an older store did not say
  stability_weight      DOUBLE,
  liquidity_weight      DOUBLE,
  stab_risk_alpha       DOUBLE  NOT NULL,
  lambda_score_column   TEXT,             -- NULL: no prediction was given
  lambda_experiment_id  TEXT,
  lambda_score_weight   DOUBLE,
  regime_label          TEXT,
  regime_size_factor    DOUBLE,           -- NULL: no regime was asked for
  has_regime_risk       BOOLEAN NOT NULL,
  regime_risk_score     DOUBLE,
  regime_p_change_any   DOUBLE,
  has_fragility         BOOLEAN NOT NULL,
  PRIMARY KEY (decision_key)
) CLUSTERED;

CREATE UNIQUE INDEX universe_decisions_by_date ON universe_decisions (context, universe_id, as_of_date);
CREATE INDEX universe_decisions_by_facts ON universe_decisions (facts_key);

-- One candidate of a decision: what it scored. Doubles first, or PostgreSQL fills gaps.
CREATE TABLE universe_candidates (
  score           DOUBLE  NOT NULL, -- points
  assessment_raw  DOUBLE,
  assessment_z    DOUBLE,
  stability_z     DOUBLE,
  liquidity_z     DOUBLE,
  lambda_z        DOUBLE,
  decision_key    NARROW  NOT NULL,
  name_key        NARROW  NOT NULL,
  tier            NARROW  NOT NULL,
  exclusion       NARROW  NOT NULL, -- 0: none
  included        BOOLEAN NOT NULL,
  PRIMARY KEY (decision_key, name_key)
) CLUSTERED;

-- What was known of all names at a close. Decisions that knew the same, such as the sleeves of a session, share one set, named by its content.
CREATE TABLE universe_fact_sets (
  facts_key  SURROGATE,
  digest     TEXT NOT NULL,
  PRIMARY KEY (facts_key)
) CLUSTERED;

CREATE UNIQUE INDEX universe_fact_sets_by_digest ON universe_fact_sets (digest);

CREATE TABLE universe_facts (
  avg_volume_63d                  DOUBLE,
  last_close                      DOUBLE,
  realised_vol_63d                DOUBLE,
  soft_target_score               DOUBLE,
  liquidity_raw                   DOUBLE,
  stab_p_to_targetable_or_breaker DOUBLE,
  stab_p_worsen_any               DOUBLE,
  lambda_score                    DOUBLE,
  fragility_score                 DOUBLE,
  profile_data_quality            DOUBLE,
  profile_leverage                DOUBLE,
  profile_net_margin              DOUBLE,
  facts_key                       NARROW  NOT NULL,
  name_key                        NARROW  NOT NULL,
  sector_key                      NARROW  NOT NULL,
  soft_target_class               NARROW,           -- NULL: no stability state
  weak_profile                    BOOLEAN NOT NULL,
  level_filters_skipped           BOOLEAN NOT NULL,
  has_profile                     BOOLEAN NOT NULL, -- a profile was asked for and there
  PRIMARY KEY (facts_key, name_key)
) CLUSTERED;

-- An assessment at a close: what is the same for all its names. The view instrument_scores tells one row a name.
CREATE TABLE assessments (
  assessment_key  SURROGATE,
  strategy_id     TEXT    NOT NULL,
  as_of_date      DATE    NOT NULL,
  horizon_days    INTEGER NOT NULL,
  model_id        TEXT    NOT NULL,
  market_id       TEXT    NOT NULL,
  PRIMARY KEY (assessment_key)
) CLUSTERED;

CREATE UNIQUE INDEX assessments_by_date ON assessments (strategy_id, as_of_date, horizon_days, model_id, market_id);

CREATE TABLE assessment_scores (
  z                DOUBLE,          -- within date and sector
  expected_return  DOUBLE,          -- over the horizon, a fraction
  confidence       DOUBLE,          -- 0 ... 1
  sigma_idio       DOUBLE,          -- daily residual volatility
  sigma_risk       DOUBLE,          -- the same, inflated by fragility
  coverage         DOUBLE,          -- share of ingredient weight observed
  assessment_key   NARROW NOT NULL,
  name_key         NARROW NOT NULL,
  signal_label     NARROW NOT NULL,
  PRIMARY KEY (assessment_key, name_key)
) CLUSTERED;

-- The planner of an embedded database is told once how the rows lie; without it, it reads every candidate to follow one name.
-- SQLite: ANALYZE names;
-- SQLite: INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
-- SQLite:   ('names', 'names', '1000 1'), ('names', 'names_by_name', '1000 1'),
-- SQLite:   ('universe_decisions', 'universe_decisions', '2000 1'), ('universe_decisions', 'universe_decisions_by_date', '2000 500 500 1'),
-- SQLite:   ('universe_decisions', 'universe_decisions_by_facts', '2000 3'),
-- SQLite:   ('universe_candidates', 'universe_candidates', '1000000 500 1'),
-- SQLite:   ('universe_facts', 'universe_facts', '350000 500 1'),
-- SQLite:   ('assessments', 'assessments', '2000 1'), ('assessments', 'assessments_by_date', '2000 500 2 1 1 1'),
-- SQLite:   ('assessment_scores', 'assessment_scores', '1000000 500 1');
