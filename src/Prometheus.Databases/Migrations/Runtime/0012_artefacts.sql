-- How derived rows and files were made: one row a command, with what it read and what it left. Not part of the digest.
CREATE TABLE makings (
  making_id  TEXT    NOT NULL,
  command    TEXT    NOT NULL,
  semantics  INTEGER NOT NULL,
  made_seq   INTEGER NOT NULL,
  state      TEXT    NOT NULL,
  PRIMARY KEY (making_id)
) CLUSTERED;

CREATE TABLE making_inputs (
  making_id  TEXT    NOT NULL,
  position   INTEGER NOT NULL,
  ref_kind   TEXT    NOT NULL,
  ref        TEXT    NOT NULL,
  digest     TEXT    NOT NULL,
  PRIMARY KEY (making_id, position)
) CLUSTERED;

CREATE TABLE artefacts (
  making_id      TEXT NOT NULL,
  kind           TEXT NOT NULL,
  natural_key    TEXT NOT NULL,
  owned          TEXT NOT NULL,
  output_digest  TEXT,
  state          TEXT NOT NULL,
  superseded_by  TEXT,
  PRIMARY KEY (making_id, kind, natural_key)
) CLUSTERED;

-- Runs in whose place a run of the same sleeve on newer data stands; they are kept and no longer looked at unless they are named.
CREATE TABLE superseded_runs (
  run_id         TEXT NOT NULL,
  superseded_by  TEXT,
  PRIMARY KEY (run_id)
) CLUSTERED;
