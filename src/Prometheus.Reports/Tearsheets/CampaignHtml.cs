using Prometheus.Reports.Markup;

namespace Prometheus.Reports.Tearsheets;

/// <summary>
/// The front page of a campaign as one self-contained HTML file: every sleeve's numbers in a row, its curve beside the others, a link to its
/// tearsheet. Equal models give equal bytes; readiness is told as in <see cref="TearsheetHtml"/>.
/// </summary>
public static class CampaignHtml
{
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
            <footer class="foot"><p>Each sleeve is an account of its own with the same cash at the start. Definitions stand at the foot of each tearsheet.</p><p>Charts: Apache ECharts, Apache License 2.0.</p></footer>
            """);
        return PageDocument.Render(
            $"{title} · Prometheus campaign", body, CampaignJson.Write(model), echartsScript, PageDocument.Scope(PageAssets.Charts, PageAssets.Campaign));
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
        string[] facts =
        [
            $"{NumberText.Date(model.Dates[0])} – {NumberText.Date(model.Dates[^1])}",
            $"{NumberText.Count(model.Dates.Length)} sessions",
            $"{NumberText.Money(id.InitialCash)} {id.Currency} each at the start",
            $"against {id.Benchmark}",
        ];
        return Html.Of($"""<ul class="facts">{facts.Select(f => Html.Of($"<li>{f}</li>"))}</ul>""");
    }

    /// <summary>The best sleeve's own verdict, and the caveats that weigh on all.</summary>
    private static Html Judgement(TearsheetModel[] finished)
    {
        var best = finished.MaxBy(m => m.Statistics.Sleeve.Sharpe)!;
        var ahead = finished.Count(m => m.Verdict.Tone == VerdictTone.Good);
        var sentence = ahead == 0
            ? $"No sleeve is ahead of {best.Identity.Benchmark} by more than chance explains."
            : $"{NumberText.Count(ahead)} of {NumberText.Count(finished.Length)} sleeves did better than chance explains.";
        var (tone, label) = ahead == 0 ? (VerdictTone.Mixed, "Inconclusive") : (VerdictTone.Good, "Ahead");
        var shared = finished[0].Caveats.Where(c => c.Level != CaveatLevel.Note && finished.All(m => m.Caveats.Contains(c))).ToList();
        if (finished.Length > 1)
        {
            shared.Add(new Caveat(
                CaveatLevel.Care, "Chosen from several", $"The best of {NumberText.Count(finished.Length)} looks better than it is, because it was picked after the fact."));
        }

        return Html.Of($"""
            <section class="verdict {TearsheetMasthead.Css(tone)}" aria-label="Verdict">
            <div>
            <p class="badge"><span aria-hidden="true">{TearsheetMasthead.Mark(tone)}</span>{label}</p>
            <p class="sentence">{sentence}</p>
            <p class="support">Highest Sharpe ratio: {best.Identity.Sleeve.SleeveId}, {NumberText.Ratio(best.Statistics.Sleeve.Sharpe)} ± {NumberText.Ratio(best.Statistics.Sleeve.SharpeError)}.</p>
            </div>
            {TearsheetMasthead.Doubts("them", [.. shared.OrderBy(c => c.Level)], Html.Empty)}
            </section>
            """);
    }

    private static Html Sleeves(CampaignModel model, TearsheetModel[] finished)
    {
        var rows = model.Entries.Select(e => e.Model is { } sleeve ? Row(sleeve, e.FileName) : Html.Of($"""
            <tr><th scope="row">{e.SleeveId}</th><td class="left wrap" colspan="9"><b class="loss">Failed.</b> {e.Failure}</td></tr>
            """));
        return Html.Of($"""
            <section class="block" style="padding-top:26px">
            <div class="scroll"><table class="sleeves">
            <thead><tr><th scope="col">Sleeve</th><th scope="col" class="left">Verdict</th><th scope="col">Cumulative</th><th scope="col">A year</th><th scope="col">Volatility</th><th scope="col">Sharpe</th><th scope="col">Excess a year</th><th scope="col">Deepest drawdown</th><th scope="col">Turnover a year</th><th scope="col">Costs a year</th></tr></thead>
            <tbody>{rows}{Html.When(finished.Length > 0, () => BenchmarkRow(finished[0]))}</tbody></table></div>
            </section>
            """);
    }

    private static Html Row(TearsheetModel sleeve, string? fileName)
    {
        var (own, id) = (sleeve.Statistics.Sleeve, sleeve.Identity.Sleeve.SleeveId);
        var name = fileName is null ? Html.Of($"{id}") : Html.Of($"""<a href="./{Uri.EscapeDataString(fileName)}">{id}</a>""");
        return Html.Of($"""
            <tr><th scope="row">{name}</th><td class="left {TearsheetMasthead.Css(sleeve.Verdict.Tone)}"><span class="badge" title="{sleeve.Verdict.Sentence}">{TearsheetMasthead.Mark(sleeve.Verdict.Tone)} <span class="label">{sleeve.Verdict.Label}</span></span></td><td>{NumberText.SignedPercent(own.Cumulative)}</td><td>{NumberText.SignedPercent(own.Annualised)}</td><td>{NumberText.Percent(own.Volatility)}</td><td>{NumberText.Ratio(own.Sharpe)}</td><td>{NumberText.SignedPercent(sleeve.Statistics.ExcessPerYear)} <span class="was">t {NumberText.Fixed(sleeve.Statistics.ActiveTStatistic, 1)}</span></td><td>{NumberText.Percent(own.MaxDrawdown)}</td><td>{NumberText.Percent(sleeve.Costs.TurnoverPerYear, 0)}</td><td>{NumberText.BasisPoints(sleeve.Costs.CostPerYear)}</td></tr>
            """);
    }

    private static Html BenchmarkRow(TearsheetModel sleeve)
    {
        var other = sleeve.Statistics.Benchmark;
        return Html.Of($"""
            <tr class="was"><th scope="row">{sleeve.Identity.Benchmark}</th><td class="left">benchmark</td><td>{NumberText.SignedPercent(other.Cumulative)}</td><td>{NumberText.SignedPercent(other.Annualised)}</td><td>{NumberText.Percent(other.Volatility)}</td><td>{NumberText.Ratio(other.Sharpe)}</td><td></td><td>{NumberText.Percent(other.MaxDrawdown)}</td><td></td><td></td></tr>
            """);
    }

    private static Html Curves(TearsheetModel[] finished)
    {
        var id = finished[0].Identity;
        return Html.Of($"""
            <section class="block joined">
            <div class="caption"><h2>Equity</h2><p class="takeaway">Every sleeve from {NumberText.Money(id.InitialCash)} {id.Currency}.</p>{TearsheetFigures.Controls(finished.Max(m => m.Statistics.Years))}</div>
            <div class="plot tall" id="chart-equity" role="img" aria-label="Equity of all sleeves and the benchmark over time; the table above holds the numbers."></div>
            <p class="in-view" id="in-view" aria-live="polite"></p>
            </section>
            <section class="block">
            <div class="caption"><h2>Drawdown</h2><p class="takeaway">From each sleeve's own highest close so far.</p></div>
            <div class="plot low" id="chart-drawdown" role="img" aria-label="Drawdown of all sleeves over time; the table above holds the deepest."></div>
            </section>
            """);
    }

    private static Html Alike(CampaignModel model, TearsheetModel[] finished)
    {
        var rows = finished.Select((sleeve, i) => Html.Of($"""
            <tr><th scope="row">{sleeve.Identity.Sleeve.SleeveId}</th>{model.Correlations[i].Select(c => Html.Of($"<td>{NumberText.Ratio(c)}</td>"))}</tr>
            """));
        return Html.Of($"""
            <section class="block">
            <div class="caption"><h2>How alike they are</h2><p class="takeaway">Correlation of daily returns; near 1 the sleeves are one bet.</p></div>
            <div class="scroll"><table><thead><tr><th scope="col"></th>{finished.Select(m => Html.Of($"""<th scope="col">{m.Identity.Sleeve.SleeveId}</th>"""))}</tr></thead><tbody>{rows}</tbody></table></div>
            </section>
            """);
    }
}
