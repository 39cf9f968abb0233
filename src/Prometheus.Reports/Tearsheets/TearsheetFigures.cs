using Prometheus.Backtest.Metrics;
using Prometheus.Reports.Markup;

namespace Prometheus.Reports.Tearsheets;

/// <summary>The charts' sections: what each sentence says is computed here, what is drawn comes from the data block.</summary>
internal static class TearsheetFigures
{
    private const int MonthRowPixels = 30;

    public static Html Equity(TearsheetModel model)
    {
        var (id, curves) = (model.Identity, model.Daily);
        var became = $"{NumberText.Money(id.InitialCash)} became {NumberText.Money(curves.Equity[^1])} {id.Currency}";
        return EquitySection.Render($"{became}; in {id.Benchmark} it would be {NumberText.Money(curves.Benchmark[^1])}.", model.Statistics.Years);
    }

    public static Html Lead(TearsheetModel model)
    {
        var (curves, name) = (model.Daily, model.Identity.Benchmark);
        var lead = curves.Equity.Zip(curves.Benchmark, (equity, benchmark) => (equity / benchmark) - 1).ToArray();
        var known = Enumerable.Range(0, lead.Length).Where(t => !double.IsNaN(lead[t])).ToArray();
        if (known.Length == 0)
            return Html.Empty;
        string On(int t) => $"{NumberText.SignedPercent(lead[t])} on {NumberText.Date(curves.Dates[t])}";
        var extremes = $"between {On(known.MinBy(t => lead[t]))} and {On(known.MaxBy(t => lead[t]))}";
        return PageSection.Chart("chart-lead", $"Lead over {name}", $"{NumberText.SignedPercent(lead[known[^1]])} at the end; {extremes}.", "low");
    }

    public static Html Drawdown(TearsheetModel model) => PageSection.Chart("chart-drawdown", "Drawdown", DrawdownSentence(model), "low");

    public static Html Calendar(TearsheetModel model)
    {
        var months = model.Months.Where(m => !double.IsNaN(m.Return)).ToArray();
        var sentence = months.Length == 0 ? "No month is known." : MonthSentence(months);
        var height = NumberText.Fixed(26 + (model.Years.Length * MonthRowPixels), 0).Replace(",", "", StringComparison.Ordinal);
        return PageSection.Render("Monthly returns", sentence, Html.Of($"""
            <div class="plot" style="height:{height}px" id="chart-months" role="img" aria-label="Monthly returns. {sentence}"></div>
            <details><summary>The same as a table</summary>{TearsheetTables.Months(model)}</details>
            """));
    }

    public static Html Rolling(TearsheetModel model)
    {
        var known = model.Daily.RollingSharpe.Where(s => !double.IsNaN(s)).ToArray();
        if (known.Length == 0)
            return PageSection.Absent("Rolling Sharpe", $"The run is shorter than {TearsheetCurves.RollingSessions} sessions.");
        var range = $"from {NumberText.Ratio(known.Min())} to {NumberText.Ratio(known.Max())}";
        var positive = NumberText.Percent((double)known.Count(s => s > 0) / known.Length, 0);
        return PageSection.Chart(
            "chart-rolling",
            "Rolling Sharpe",
            $"Half a year ({TearsheetCurves.RollingSessions} sessions): {range}, above zero {positive} of the time; "
                + $"the whole run, dashed, {NumberText.Ratio(model.Statistics.Sleeve.Sharpe)}.");
    }

    public static Html Exposure(TearsheetModel model)
    {
        var (gross, names) = (model.Daily.GrossExposure, model.Daily.Names);
        return PageSection.Chart(
            "chart-exposure",
            "Exposure",
            $"Invested {NumberText.Percent(Sample.Mean(gross), 0)} of equity on average, at most {NumberText.Percent(gross.Max(), 0)}; "
                + $"{NumberText.Fixed(names.Average(), 0)} names on average, {NumberText.Count(names.Max())} at most.");
    }

    public static Html Costs(TearsheetModel model)
    {
        var costs = model.Costs;
        return PageSection.Chart(
            "chart-costs",
            "Costs and turnover",
            $"{NumberText.BasisPoints(costs.CostPerYear)} of equity a year, {NumberText.BasisPoints(costs.CostOfTraded)} of what was traded; "
                + $"{NumberText.Percent(costs.TurnoverPerYear, 0)} of the book turned over a year.");
    }

    public static Html Sectors(TearsheetModel model)
    {
        var sectors = model.Sectors;
        if (sectors.Dates.Length == 0)
            return PageSection.Absent("Sectors", "No decision had targets.");
        if (sectors.IsUnknown)
            return PageSection.Absent("Sectors", "No sector facts are known for the names that were held.");
        var largest = sectors.Weights[0];
        var most = $"{NumberText.Percent(Sample.Mean(largest), 0)} on average and {NumberText.Percent(largest.Max(), 0)} at most";
        return PageSection.Chart(
            "chart-sectors",
            "Sectors at decisions",
            $"Target weights at {NumberText.Count(sectors.Dates.Length)} decisions; most in {sectors.Sectors[0]}, {most}. What is missing to 100% is cash.");
    }

    private static string DrawdownSentence(TearsheetModel model)
    {
        if (model.WorstDrawdowns.Length == 0)
            return "Never below a former peak.";
        var worst = model.WorstDrawdowns[0];
        var underwater = (double)model.Daily.Drawdown.Count(d => d < 0) / model.Daily.Drawdown.Length;
        var recovery = worst.End is { } end ? $"recovered by {NumberText.Date(end)}" : "not recovered by the end";
        return $"Below a former peak on {NumberText.Percent(underwater, 0)} of sessions; "
            + $"the deepest, {NumberText.Percent(worst.Depth)} on {NumberText.Date(worst.Trough)}, {recovery}, "
            + $"{NumberText.Count(worst.Sessions)} sessions after the peak.";
    }

    private static string MonthSentence(MonthlyReturn[] months)
    {
        static string In(MonthlyReturn month)
            => $"{NumberText.SignedPercent(month.Return)} in {NumberText.Date(new DateOnly(month.Year, month.Month, 1))[..7]}";
        return $"{NumberText.Count(months.Count(m => m.Return > 0))} of {NumberText.Count(months.Length)} months gained; "
            + $"best {In(months.MaxBy(m => m.Return))}, worst {In(months.MinBy(m => m.Return))}. Per cent; first and last may be partial.";
    }
}
