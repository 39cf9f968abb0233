using Prometheus.Core.Metrics;
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
            new(MetricCatalog.CumulativeReturn, sleeve.Cumulative,
                Beside(NumberText.SignedPercent(other.Cumulative)), "Last equity over initial cash, minus 1."),
            new(MetricCatalog.AnnualisedReturn, sleeve.Annualised,
                Beside(NumberText.SignedPercent(other.Annualised)), "Geometric."),
            new(MetricCatalog.AnnualisedVolatility, sleeve.Volatility,
                Beside(NumberText.Percent(other.Volatility)), "Sample standard deviation of daily returns, annualised."),
            new(MetricCatalog.AnnualisedSharpe, sleeve.Sharpe,
                Beside(NumberText.Ratio(other.Sharpe)), "Mean over standard deviation of daily returns, annualised, no risk-free rate."),
            new("excess_return_per_year", "Excess a year", statistics.ExcessPerYear, NumberFormat.SignedPercent,
                double.IsNaN(statistics.ActiveTStatistic) ? "no benchmark" : $"t = {NumberText.Fixed(statistics.ActiveTStatistic, 1)}",
                "Annualised return minus the benchmark's; t of the mean daily difference."),
            new(MetricCatalog.MaxDrawdown, sleeve.MaxDrawdown,
                Beside(NumberText.Percent(other.MaxDrawdown)), "Largest loss from a former peak of daily closes."),
            new(MetricCatalog.TurnoverPerYear.Key, "Turnover a year", costs.TurnoverPerYear, NumberFormat.Percent,
                double.IsNaN(costs.HoldingSessions) ? "" : $"holds {NumberText.Fixed(costs.HoldingSessions, 0)} sessions",
                "One-way: traded value over twice the equity."),
            new(MetricCatalog.CostDragPerYear, costs.CostPerYear * 10_000,
                double.IsNaN(costs.ShareOfGrossReturn) ? "" : $"{NumberText.Percent(costs.ShareOfGrossReturn, 0)} of gross return",
                "Commission and slippage over mean equity."),
        ];
    }
}

/// <summary>One of the few numbers at the top of the page.</summary>
/// <param name="Key">Key of <c>metrics_json</c>, or the name the number would have there.</param>
/// <param name="Label">For a reader.</param>
/// <param name="Value">NaN where unknown.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Note">What to compare it with; may be empty.</param>
/// <param name="Definition">How it is computed, one sentence.</param>
public sealed record Headline(string Key, string Label, double Value, NumberFormat Format, string Note, string Definition)
{
    public Headline(Metric metric, double value, string note, string definition)
        : this(metric.Key, metric.Label, value, metric.Format, note, definition)
    {
    }
}
