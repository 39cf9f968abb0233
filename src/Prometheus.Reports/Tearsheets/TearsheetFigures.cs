using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets.Statistics;

namespace Prometheus.Reports.Tearsheets;

/// <summary>The places of the charts: a title, one sentence that says what to see, and a box the script draws in.</summary>
internal static class TearsheetFigures
{
    private static readonly int[] Ranges = [1, 3, 5, 10];

    public static Html Curves(TearsheetModel model)
    {
        var (id, curves) = (model.Identity, model.Daily);
        var equity = $"{NumberText.Money(id.InitialCash)} became {NumberText.Money(curves.Equity[^1])} {id.Currency}; in {id.Benchmark} it would be {NumberText.Money(curves.Benchmark[^1])}.";
        return Html.Of($"""
            <section class="block">
            <div class="caption"><h2>Equity</h2><p class="takeaway">{equity}</p><div class="controls">{RangeButtons(model)}<button type="button" data-scale="linear">Linear</button><button type="button" data-scale="log">Log</button></div></div>
            <div class="plot tall" id="chart-equity" role="img" aria-label="Equity over time. {equity}"></div>
            <p class="in-view" id="in-view" aria-live="polite"></p>
            </section>
            {Figure("chart-drawdown", "Drawdown", DrawdownSentence(model), "plot low")}
            """);
    }

    public static Html Calendar(TearsheetModel model)
    {
        var months = model.Months.Where(m => !double.IsNaN(m.Return)).ToArray();
        var sentence = months.Length == 0 ? "No month is known." : MonthSentence(months);
        return Html.Of($"""
            <section class="block">
            <div class="caption"><h2>Monthly returns</h2><p class="takeaway">{sentence}</p></div>
            <div class="plot" style="height:{Html.Of($"{26 + (model.Years.Length * 30)}")}px" id="chart-months" role="img" aria-label="Monthly returns in per cent. {sentence}"></div>
            <details><summary>The same as a table</summary><div class="scroll">{TearsheetTables.Months(model)}</div></details>
            </section>
            """);
    }

    public static Html Rolling(TearsheetModel model)
    {
        var known = model.Daily.RollingSharpe.Where(s => !double.IsNaN(s)).ToArray();
        return known.Length == 0
            ? Missing("Rolling Sharpe", $"The run is shorter than {RollingSharpe.Window} sessions.")
            : Figure("chart-rolling", "Rolling Sharpe", $"Half a year ({RollingSharpe.Window} sessions): from {NumberText.Ratio(known.Min())} to {NumberText.Ratio(known.Max())}, above zero {NumberText.Percent((double)known.Count(s => s > 0) / known.Length, 0)} of the time.");
    }

    public static Html Exposure(TearsheetModel model)
    {
        var daily = model.Daily;
        var names = SampleMoments.Of([.. daily.Names.Select(n => (double)n)]).Mean;
        return Figure(
            "chart-exposure",
            "Exposure",
            $"Invested {NumberText.Percent(SampleMoments.Of(daily.GrossExposure).Mean, 0)} of equity on average, at most {NumberText.Percent(daily.GrossExposure.Max(), 0)}; {NumberText.Fixed(names, 0)} names on average, {NumberText.Count(daily.Names.Max())} at most.");
    }

    public static Html Costs(TearsheetModel model)
    {
        var costs = model.Costs;
        return Figure(
            "chart-costs",
            "Costs and turnover",
            $"{NumberText.BasisPoints(costs.CostPerYear)} of equity a year, {NumberText.BasisPoints(costs.CostOfTraded)} of what was traded; {NumberText.Percent(costs.TurnoverPerYear, 0)} of the book turned over a year.");
    }

    public static Html Sectors(TearsheetModel model)
    {
        var sectors = model.Sectors;
        if (sectors.Dates.Length == 0)
            return Missing("Sectors", "No decision had targets.");
        if (sectors.IsUnknown)
            return Missing("Sectors", "No sector facts are known for the names that were held.");
        var largest = sectors.Weights[0];
        return Figure(
            "chart-sectors",
            "Sectors at decisions",
            $"Target weights at {NumberText.Count(sectors.Dates.Length)} decisions; most in {sectors.Sectors[0]}, {NumberText.Percent(SampleMoments.Of(largest).Mean, 0)} on average and {NumberText.Percent(largest.Max(), 0)} at most. What is missing to 100% is cash.");
    }

    private static Html Figure(string id, string title, string sentence, string css = "plot middle") => Html.Of($"""
        <section class="block">
        <div class="caption"><h2>{title}</h2><p class="takeaway">{sentence}</p></div>
        <div class="{css}" id="{id}" role="img" aria-label="{title} over time. {sentence}"></div>
        </section>
        """);

    private static Html Missing(string title, string reason) => Html.Of($"""
        <section class="block"><div class="caption"><h2>{title}</h2></div><p class="absent">{reason}</p></section>
        """);

    private static Html RangeButtons(TearsheetModel model)
    {
        var ranges = Ranges.Where(years => years < model.Statistics.Years - 0.1).ToArray();
        if (ranges.Length == 0)
            return Html.Empty;
        return Html.Of($"""
            {ranges.Select(years => Html.Of($"""<button type="button" data-years="{years}" aria-pressed="false">{years}y</button>"""))}<button type="button" data-years="0" aria-pressed="true">All</button><span class="gap"></span>
            """);
    }

    private static string DrawdownSentence(TearsheetModel model)
    {
        if (model.WorstDrawdowns.Length == 0)
            return "Never below a former peak.";
        var worst = model.WorstDrawdowns[0];
        var recovery = worst.End is { } end
            ? $"recovered by {NumberText.Date(end)}, {NumberText.Count(worst.Sessions)} sessions after the peak"
            : $"not recovered by the end, {NumberText.Count(worst.Sessions)} sessions after the peak";
        return $"Below a former peak on {NumberText.Percent(model.Statistics.Underwater, 0)} of sessions; the deepest, {NumberText.Percent(worst.Depth)} on {NumberText.Date(worst.Trough)}, {recovery}.";
    }

    private static string MonthSentence(PeriodReturn[] months)
    {
        var best = months.MaxBy(m => m.Return);
        var worst = months.MinBy(m => m.Return);
        return $"{NumberText.Count(months.Count(m => m.Return > 0))} of {NumberText.Count(months.Length)} months gained; best {NumberText.SignedPercent(best.Return)} in {Name(best)}, worst {NumberText.SignedPercent(worst.Return)} in {Name(worst)}. Per cent; first and last may be partial.";
    }

    private static string Name(PeriodReturn month) => NumberText.Date(new DateOnly(month.Year, month.Month, 1))[..7];
}
