using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets.Statistics;

namespace Prometheus.Reports.Tearsheets;

/// <summary>
/// The eight numbers at the top. A number that <c>metrics_json</c> has is taken from there; the others follow from the daily rows.
/// </summary>
internal static class Headlines
{
    public static Headline[] Of(TearsheetFacts facts, RunStatistics statistics, CostTotals costs)
    {
        var (sleeve, other) = (statistics.Sleeve, statistics.Benchmark);
        double Stored(string key, double computed) => facts.Metrics.GetValueOrDefault(key, computed);
        string Beside(string value) => value == NumberText.Missing ? "" : "benchmark " + value;

        return
        [
            new("cumulative_return", "Cumulative return", Stored("cumulative_return", sleeve.Cumulative), NumberFormat.SignedPercent,
                Beside(NumberText.SignedPercent(other.Cumulative)), "Last equity over initial cash, minus 1."),
            new("annualised_return", "Return a year", Stored("annualised_return", sleeve.Annualized), NumberFormat.SignedPercent,
                Beside(NumberText.SignedPercent(other.Annualized)), "Geometric, 252 sessions a year."),
            new("annualised_vol", "Volatility a year", Stored("annualised_vol", sleeve.Volatility), NumberFormat.Percent,
                Beside(NumberText.Percent(other.Volatility)), "Sample standard deviation of daily returns times √252."),
            new("annualised_sharpe", "Sharpe ratio", Stored("annualised_sharpe", sleeve.Sharpe), NumberFormat.Ratio,
                Beside(NumberText.Ratio(other.Sharpe)), "Mean over standard deviation of daily returns times √252, no risk-free rate."),
            new("excess_return", "Excess a year", statistics.ExcessPerYear, NumberFormat.SignedPercent,
                double.IsNaN(statistics.ActiveTStatistic) ? "no benchmark" : $"t = {NumberText.Fixed(statistics.ActiveTStatistic, 1)}",
                "Annualised return minus the benchmark's; t of the mean daily difference."),
            new("max_drawdown", "Deepest drawdown", Stored("max_drawdown", sleeve.MaxDrawdown), NumberFormat.Percent,
                Beside(NumberText.Percent(other.MaxDrawdown)), "Largest loss from a former peak of daily closes."),
            new("turnover_per_year", "Turnover a year", costs.TurnoverPerYear, NumberFormat.Percent,
                HoldingNote(costs.TurnoverPerYear), "One-way: traded value over twice the equity."),
            new("cost_per_year", "Cost drag a year", costs.CostPerYear, NumberFormat.BasisPoints,
                double.IsNaN(costs.ShareOfGrossReturn) ? "" : $"{NumberText.Percent(costs.ShareOfGrossReturn, 0)} of gross return",
                "Commission and slippage over equity."),
        ];
    }

    /// <summary>A book that turns over τ times a year holds a name 1/τ years on average.</summary>
    private static string HoldingNote(double turnover)
    {
        if (!(turnover > 0))
            return "";
        var sessions = Annualized.SessionsPerYear / turnover;
        return sessions >= Annualized.SessionsPerYear
            ? $"holds {NumberText.Fixed(sessions / Annualized.SessionsPerYear, 1)} years"
            : $"holds {NumberText.Fixed(sessions, 0)} sessions";
    }
}
