using Prometheus.Reports.Markup;

namespace Prometheus.Reports.Tearsheets;

/// <summary>
/// The front page of a campaign as one self-contained HTML file: every sleeve's numbers in a row, its curve beside the others, a link to its
/// tearsheet. Equal models give equal bytes; readiness is told as in <see cref="TearsheetHtml"/>.
/// </summary>
public static class CampaignHtml
{
    private static readonly HtmlColumn[] Columns =
    [
        new("Sleeve"), new("Verdict", "left"), new("Cumulative"), new("A year"), new("Volatility"), new("Sharpe"),
        new("Excess a year"), new("Deepest drawdown"), new("Turnover a year"), new("Costs a year"),
    ];

    /// <param name="model">What to show.</param>
    /// <param name="echartsScript">The chart library's text, <see cref="PageAssets.Echarts"/>.</param>
    public static string Render(CampaignModel model, string echartsScript)
    {
        TearsheetModel[] finished = [.. model.Finished];
        var title = Title(model);
        var body = Html.Of($"""
            <header class="masthead">
            <p class="kicker">Backtest campaign</p>
            <h1>{title}</h1>
            {Facts(model, finished)}
            </header>
            <main>
            {Html.When(finished.Length > 0, () => Judgement(finished))}
            {Sleeves(model, finished)}
            {Html.When(finished.Length > 0, () => Curves(finished))}
            {Html.When(finished.Length > 1, () => Alike(model, finished))}
            </main>
            <footer class="foot">
            <p>Each sleeve is an account of its own with the same cash at the start. Definitions stand at the foot of each tearsheet.</p>
            <p>Charts: Apache ECharts, Apache License 2.0.</p>
            </footer>
            """);
        var script = PageDocument.Scope(PageAssets.Charts, PageAssets.Campaign);
        return PageDocument.Render($"{title} · Prometheus campaign", body, CampaignJson.Write(model), echartsScript, script);
    }

    private static string Title(CampaignModel model)
    {
        var sleeves = $"{NumberText.Count(model.Entries.Length)} {(model.Entries.Length == 1 ? "sleeve" : "sleeves")}";
        return model.Finished.FirstOrDefault() is { } first ? $"{sleeves} on {first.Identity.Sleeve.MarketId}" : sleeves;
    }

    private static Html Facts(CampaignModel model, TearsheetModel[] finished)
    {
        if (finished.Length == 0)
            return Html.Empty;
        var id = finished[0].Identity;
        return TearsheetMasthead.Facts(
        [
            $"{NumberText.Date(model.Dates[0])} – {NumberText.Date(model.Dates[^1])}",
            $"{NumberText.Count(model.Dates.Length)} sessions",
            $"{NumberText.Money(id.InitialCash)} {id.Currency} each at the start",
            $"against {id.Benchmark}",
        ]);
    }

    /// <summary>How many did better than chance explains, and the caveats that weigh on all.</summary>
    private static Html Judgement(TearsheetModel[] finished)
    {
        var best = finished.MaxBy(m => m.Statistics.Sleeve.Sharpe)!;
        var all = NumberText.Count(finished.Length);
        var ahead = finished.Count(m => m.Verdict.Tone == VerdictTone.Good);
        var support = $"Highest Sharpe ratio: {best.Identity.Sleeve.SleeveId}, "
            + $"{NumberText.Ratio(best.Statistics.Sleeve.Sharpe)} ± {NumberText.Ratio(best.Statistics.Sleeve.SharpeError)}.";
        var verdict = ahead == 0
            ? new Verdict(VerdictTone.Mixed, "Inconclusive", $"No sleeve is ahead of {best.Identity.Benchmark} by more than chance explains.", support)
            : new Verdict(VerdictTone.Good, "Ahead", $"{NumberText.Count(ahead)} of {all} sleeves did better than chance explains.", support);

        var shared = finished[0].Caveats.Where(c => c.Level != CaveatLevel.Note && finished.All(m => m.Caveats.Contains(c))).ToList();
        if (finished.Length > 1)
        {
            shared.Add(new Caveat(
                CaveatLevel.Care,
                "Chosen from several",
                $"The best of {all} looks better than it is, because it was picked after the fact."));
        }

        return TearsheetMasthead.Judgement(verdict, TearsheetMasthead.Doubts("them", [.. shared.OrderBy(c => c.Level)], Html.Empty));
    }

    private static Html Sleeves(CampaignModel model, TearsheetModel[] finished)
    {
        var rows = model.Entries.Select(Row);
        if (finished.Length > 0)
            rows = rows.Append(BenchmarkRow(finished[0]));
        return Html.Of($"""<section class="block first">{HtmlTable.Render(Columns, rows, "sleeves")}</section>""");
    }

    private static Html[] Row(CampaignEntry entry)
    {
        if (entry.Model is not { } sleeve)
            return [Html.Of($"{entry.SleeveId}"), Html.Of($"""<b class="loss">Failed.</b> {entry.Failure}""")];
        var (own, verdict) = (sleeve.Statistics.Sleeve, sleeve.Verdict);
        var t = NumberText.Fixed(sleeve.Statistics.ActiveTStatistic, 1);
        return
        [
            entry.FileName is null ? Html.Of($"{entry.SleeveId}") : Html.Of($"""<a href="./{Uri.EscapeDataString(entry.FileName)}">{entry.SleeveId}</a>"""),
            Html.Of($"""<span class="{TearsheetMasthead.Css(verdict.Tone)}" title="{verdict.Sentence}">{TearsheetMasthead.Badge(verdict)}</span>"""),
            Html.Of($"{NumberText.SignedPercent(own.Cumulative)}"),
            Html.Of($"{NumberText.SignedPercent(own.Annualised)}"),
            Html.Of($"{NumberText.Percent(own.Volatility)}"),
            Html.Of($"{NumberText.Ratio(own.Sharpe)}"),
            Html.Of($"""{NumberText.SignedPercent(sleeve.Statistics.ExcessPerYear)} <span class="was">t {t}</span>"""),
            Html.Of($"{NumberText.Percent(own.MaxDrawdown)}"),
            Html.Of($"{NumberText.Percent(sleeve.Costs.TurnoverPerYear, 0)}"),
            Html.Of($"{NumberText.BasisPoints(sleeve.Costs.CostPerYear)}"),
        ];
    }

    private static Html[] BenchmarkRow(TearsheetModel sleeve)
    {
        var other = sleeve.Statistics.Benchmark;
        string[] texts =
        [
            sleeve.Identity.Benchmark,
            "benchmark",
            NumberText.SignedPercent(other.Cumulative),
            NumberText.SignedPercent(other.Annualised),
            NumberText.Percent(other.Volatility),
            NumberText.Ratio(other.Sharpe),
            "",
            NumberText.Percent(other.MaxDrawdown),
            "",
            "",
        ];
        return [.. texts.Select(text => Html.Of($"""<span class="was">{text}</span>"""))];
    }

    private static Html Curves(TearsheetModel[] finished)
    {
        var id = finished[0].Identity;
        var equity = EquitySection.Render($"Every sleeve from {NumberText.Money(id.InitialCash)} {id.Currency}.", finished.Max(m => m.Statistics.Years));
        return Html.Of($"""
            {equity}
            {PageSection.Chart("chart-drawdown", "Drawdown", "From each sleeve's own highest close so far.", "low")}
            """);
    }

    private static Html Alike(CampaignModel model, TearsheetModel[] finished)
    {
        HtmlColumn[] columns = [new(""), .. finished.Select(m => new HtmlColumn(m.Identity.Sleeve.SleeveId))];
        var rows = finished.Select((sleeve, i) => new[] { Html.Of($"{sleeve.Identity.Sleeve.SleeveId}") }
            .Concat(model.Correlations[i].Select(c => Html.Of($"{NumberText.Ratio(c)}"))).ToArray());
        return PageSection.Render("How alike they are", "Correlation of daily returns; near 1 the sleeves are one bet.", HtmlTable.Render(columns, rows));
    }
}
