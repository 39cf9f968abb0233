-- What trading a name costs and how often it is traded.
CREATE TABLE liquidity_daily (
  instrument_id  TEXT   NOT NULL,
  as_of_date     DATE   NOT NULL,
  model_id       TEXT   NOT NULL,
  illiquidity    DOUBLE, -- |return| a million of the market's currency traded, >= 0
  spread         DOUBLE, -- a fraction of the price, >= 0
  turnover       DOUBLE, -- share of the shares outstanding, a session
  PRIMARY KEY (instrument_id, as_of_date, model_id)
) CLUSTERED;
