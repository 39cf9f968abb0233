namespace Prometheus.Reports.Tearsheets;

/// <summary>What trading cost over the run; amounts in the run's currency.</summary>
/// <param name="Commission">Σ commissions.</param>
/// <param name="Slippage">Σ slippage.</param>
/// <param name="Dividends">Σ dividends received; no cost, the other cash flow.</param>
/// <param name="TradedValue">Σ|shares·price|.</param>
/// <param name="Fills">Trades booked.</param>
/// <param name="CostOfTraded">Costs / traded value, a fraction; NaN without trades.</param>
/// <param name="CostPerYear">Σ(cost / equity of the session) a year, a fraction.</param>
/// <param name="ShareOfGrossReturn">Costs a year / (annualised return + costs a year); NaN where that sum is not positive.</param>
/// <param name="TurnoverPerYear">One-way.</param>
public sealed record CostTotals(
    double Commission,
    double Slippage,
    double Dividends,
    double TradedValue,
    int Fills,
    double CostOfTraded,
    double CostPerYear,
    double ShareOfGrossReturn,
    double TurnoverPerYear);
