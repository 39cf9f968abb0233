-- Few bars carry a warning; every run counts them.
CREATE INDEX prices_daily_flagged ON prices_daily (instrument_id, trade_date) WHERE flags <> 0;
