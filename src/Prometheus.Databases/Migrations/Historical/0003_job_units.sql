-- One row a finished unit of long work, committed together with what the unit wrote.
CREATE TABLE job_units (
  job_key        TEXT      NOT NULL,
  unit_key       TEXT      NOT NULL,
  inputs_digest  TEXT      NOT NULL,
  rows           INTEGER   NOT NULL,
  finished_at    TIMESTAMP NOT NULL,
  PRIMARY KEY (job_key, unit_key)
) CLUSTERED;
