-- What holds for a whole region, whoever computes on it.
CREATE TABLE regions (
  region        TEXT NOT NULL PRIMARY KEY,
  regime_index  TEXT NOT NULL -- the instrument regimes are measured on; no row: the equal-weight market
);
