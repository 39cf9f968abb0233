using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets.Statistics;

namespace Prometheus.Reports.Tearsheets;

/// <summary>The eight numbers at the top, by the formulas and under the keys of <c>metrics_json</c>.</summary>
internal static class Headlines
{
    public static Headline[] Of(RunStatistics statistics, CostTotals costs)
    {
        var (sleeve, other) = (statistics.Sleeve, statistics.Benchmark);
        string Beside(string value) => value == NumberText.Missing ? "" : "benchmark " + value;

        return
        [
            new("cumulative_return", "Cumulative return", sleeve.Cumulative, NumberFormat.SignedPercent,
                Beside(NumberText.SignedPercent(other.Cumulative)), "Last equity over initial cash, minus 1."),
            new("annualised_return", "Return a year", sleeve.Annualised, NumberFormat.SignedPercent,
                Beside(NumberText.SignedPercent(other.Annualised)), "Geometric."),
            new("annualised_vol", "Volatility a year", sleeve.Volatility, NumberFormat.Percent,
                Beside(NumberText.Percent(other.Volatility)), "Sample standard deviation of daily returns, annualised."),
            new("annualised_sharpe", "Sharpe ratio", sleeve.Sharpe, NumberFormat.Ratio,
                Beside(NumberText.Ratio(other.Sharpe)), "Mean over standard deviation of daily returns, annualised, no risk-free rate."),
            new("excess_return_per_year", "Excess a year", statistics.ExcessPerYear, NumberFormat.SignedPercent,
                double.IsNaN(statistics.ActiveTStatistic) ? "no benchmark" : $"t = {NumberText.Fixed(statistics.ActiveTStatistic, 1)}",
                "Annualised return minus the benchmark's; t of the mean daily difference."),
            new("max_drawdown", "Deepest drawdown", sleeve.MaxDrawdown, NumberFormat.Percent,
                Beside(NumberText.Percent(other.MaxDrawdown)), "Largest loss from a former peak of daily closes."),
            new("turnover_one_way_per_year", "Turnover a year", costs.TurnoverPerYear, NumberFormat.Percent,
                double.IsNaN(costs.HoldingSessions) ? "" : $"holds {NumberText.Fixed(costs.HoldingSessions, 0)} sessions",
                "One-way: traded value over twice the equity."),
            new("cost_drag_bps_per_year", "Cost drag a year", costs.CostPerYear * 10_000, NumberFormat.BasisPoints,
                double.IsNaN(costs.ShareOfGrossReturn) ? "" : $"{NumberText.Percent(costs.ShareOfGrossReturn, 0)} of gross return",
                "Commission and slippage over mean equity."),
        ];
    }
}
