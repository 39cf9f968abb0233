-- What a target book risks: one row a decision. risk_metrics and scenario_pnl hold the keys "<scenario_set_id>:..." of every set it was tried on.
CREATE TABLE portfolio_risk_reports (
  context              TEXT      NOT NULL, -- 'live' or the run_id
  portfolio_id         TEXT      NOT NULL,
  as_of_date           DATE      NOT NULL,
  report_id            TEXT      NOT NULL,
  portfolio_value      DOUBLE    NOT NULL, -- 1: everything is a fraction of equity
  cash                 DOUBLE    NOT NULL, -- 1 - net exposure
  net_exposure         DOUBLE    NOT NULL,
  gross_exposure       DOUBLE    NOT NULL,
  leverage             DOUBLE    NOT NULL, -- gross exposure / portfolio value
  risk_metrics         JSON      NOT NULL,
  scenario_pnl         JSON      NOT NULL, -- {"<scenario_set_id>:<scenario_id>": signed return}
  exposures_by_sector  JSON      NOT NULL, -- weights
  exposures_by_factor  JSON      NOT NULL, -- annualised volatility the book takes from a statistical factor, signed
  metadata             JSON      NOT NULL,
  created_at           TIMESTAMP NOT NULL DEFAULT NOW,
  PRIMARY KEY (context, portfolio_id, as_of_date)
);
