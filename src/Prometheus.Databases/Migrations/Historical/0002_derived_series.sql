CREATE TABLE returns_daily (
  instrument_id  TEXT NOT NULL,
  trade_date     DATE NOT NULL,
  ret_1d         DOUBLE,
  ret_5d         DOUBLE,
  ret_21d        DOUBLE,
  PRIMARY KEY (instrument_id, trade_date)
) CLUSTERED;

CREATE TABLE volatility_daily (
  instrument_id  TEXT NOT NULL,
  trade_date     DATE NOT NULL,
  vol_21d        DOUBLE,
  vol_63d        DOUBLE,
  PRIMARY KEY (instrument_id, trade_date)
) CLUSTERED;
