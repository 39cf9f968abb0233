-- A set of paths through days of the past. Its rows are answered by the view scenario_paths; what is stored is which days the paths go
-- through and, once a day, the returns of all names: every path is made of whole days, so nothing is lost and a hundredth of the room is used.
CREATE TABLE scenario_sets (
  scenario_set_id       TEXT      NOT NULL PRIMARY KEY, -- made from the name
  name                  TEXT      NOT NULL,
  description           TEXT,
  category              TEXT      NOT NULL, -- HISTORICAL, BOOTSTRAP, STRESSED, BLOCK_BOOTSTRAP
  horizon_days          INTEGER   NOT NULL,
  num_paths             INTEGER   NOT NULL,
  markets               JSON      NOT NULL,
  base_universe_filter  JSON      NOT NULL,
  base_date_start       DATE,               -- as requested; NULL is the first stored session
  base_date_end         DATE,               -- as requested; NULL is the last stored session
  regime_filter         JSON      NOT NULL,
  generator_spec        JSON      NOT NULL,
  seed                  INTEGER   NOT NULL,
  status                TEXT      NOT NULL, -- READY
  max_data_date         DATE      NOT NULL, -- last day a return may come from: no earlier decision may use the set
  content_hash          TEXT      NOT NULL,
  created_by            TEXT      NOT NULL,
  tags                  JSON,
  metadata              JSON,
  created_at            TIMESTAMP NOT NULL DEFAULT NOW
);

CREATE UNIQUE INDEX scenario_sets_by_name ON scenario_sets (name);
CREATE INDEX scenario_sets_by_category ON scenario_sets (category);

-- Who has returns, and where they stand: the names of a set in ordinal order, 64 to a block.
CREATE TABLE scenario_entities (
  scenario_set_id  TEXT    NOT NULL,
  block            INTEGER NOT NULL,
  place            INTEGER NOT NULL, -- 0 ... 63
  instrument_id    TEXT    NOT NULL,
  factor_id        TEXT    NOT NULL, -- __INSTRUMENT__
  macro_id         TEXT    NOT NULL, -- __NONE__
  PRIMARY KEY (scenario_set_id, block, place)
) CLUSTERED;

-- The returns of a block on a day: 11 characters a place, a whole number of units of 1e-8 with leading zeros; 11 blanks = not observed.
CREATE TABLE scenario_returns (
  scenario_set_id  TEXT NOT NULL,
  trade_date       DATE NOT NULL,
  block            INTEGER NOT NULL,
  returns          TEXT NOT NULL,
  PRIMARY KEY (scenario_set_id, trade_date, block)
) CLUSTERED;

-- The day behind each step of each path.
CREATE TABLE scenario_draws (
  scenario_set_id  TEXT    NOT NULL,
  scenario_id      INTEGER NOT NULL, -- 0 ... num_paths - 1
  horizon_index    INTEGER NOT NULL, -- 1 ... horizon_days
  trade_date       DATE    NOT NULL,
  PRIMARY KEY (scenario_set_id, scenario_id, horizon_index)
) CLUSTERED;

-- One row a path, step and name. A path begins with a baseline of 0 at horizon_index 0; a return that was not observed has no row.
CREATE VIEW scenario_paths AS
SELECT d.scenario_set_id, d.scenario_id, d.horizon_index, e.instrument_id, e.factor_id, e.macro_id,
       CAST(substr(r.returns, CAST(1 + 11 * e.place AS int), 11) AS INTEGER) / CAST(100000000 AS DOUBLE) AS return_value,
       CAST(NULL AS DOUBLE) AS price, CAST(NULL AS JSON) AS shock_metadata
FROM scenario_draws d
JOIN scenario_returns r ON r.scenario_set_id = d.scenario_set_id AND r.trade_date = d.trade_date
JOIN scenario_entities e ON e.scenario_set_id = r.scenario_set_id AND e.block = r.block
WHERE substr(r.returns, CAST(1 + 11 * e.place AS int), 1) <> ' '
UNION ALL
SELECT d.scenario_set_id, d.scenario_id, CAST(0 AS INTEGER), e.instrument_id, e.factor_id, e.macro_id,
       CAST(0 AS DOUBLE), CAST(NULL AS DOUBLE), CAST(NULL AS JSON)
FROM scenario_draws d
JOIN scenario_entities e ON e.scenario_set_id = d.scenario_set_id
WHERE d.horizon_index = 1;
