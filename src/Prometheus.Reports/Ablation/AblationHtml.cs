using System.Text.Json;
using Prometheus.Backtest.Comparison;
using Prometheus.Meta.Selection;
using Prometheus.Opinions.Lambda;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets;
using Prometheus.States.Regimes;

namespace Prometheus.Reports.Ablation;

/// <summary>An ablation as one self-contained HTML file; readiness is told as in <see cref="TearsheetHtml"/>.</summary>
public static class AblationHtml
{
    /// <param name="model">What to show.</param>
    /// <param name="echartsScript">The chart library's text, <see cref="PageAssets.Echarts"/>.</param>
    public static string Render(AblationModel model, string echartsScript)
    {
        TearsheetModel[] finished = [.. model.Campaign.Finished];
        var title = finished.Length > 0 ? $"Embeddings on {finished[0].Identity.Sleeve.MarketId}" : "Embeddings";
        var body = Html.Of($"""
            <header class="masthead">
            <p class="kicker">With and without</p>
            <h1>{title}</h1>
            {Html.When(finished.Length > 0, () => TearsheetMasthead.Facts([$"backtests {NumberText.Date(model.Campaign.Dates[0])} – {NumberText.Date(model.Campaign.Dates[^1])}", $"λ̂ trained to {NumberText.Date(model.Plain.Options.TrainEnd)}"]))}
            </header>
            <main>
            {Html.When(model.Missing.Count > 0, () => PageSection.Render("Left out", "What is missing to run it.", DefinitionTable.Render(model.Missing.Select(m => ("", m)))))}
            {Sleeves(model)}
            {Html.When(finished.Length > 0, () => Curves(finished))}
            {ByRegime(model)}
            {Forecasts(model)}
            {Choices(model)}
            </main>
            <footer class="foot"><p>Charts: Apache ECharts, Apache License 2.0.</p></footer>
            """);
        return PageDocument.Render(
            $"{title} · Prometheus", body, CampaignJson.Write(model.Campaign), echartsScript, PageDocument.Scope(PageAssets.Charts, PageAssets.Campaign));
    }

    private static Html Sleeves(AblationModel model)
    {
        HtmlColumn[] columns =
        [
            new("Sleeve"), new("Sharpe"), new("Cumulative"), new("Deepest drawdown"), new("In names"), new("Less without, a year"), new("t"), new("After high λ̂ less low, a day"), new("t"),
        ];
        var rows = model.Lines.Select(line => line.Failure is { } failure
            ? new[] { Html.Of($"{line.SleeveId}"), Html.Of($"""<b class="loss">Failed.</b> {failure}""") }
            :
            [
                Html.Of($"{line.SleeveId}"),
                Html.Of($"{NumberText.Ratio(line.Sharpe)}"),
                Html.Of($"{NumberText.SignedPercent(line.CumulativeReturn)}"),
                Html.Of($"{NumberText.Percent(line.MaxDrawdown)}"),
                Html.Of($"{NumberText.Percent(line.GrossExposure, 0)}"),
                Html.Of($"{Difference(line, d => NumberText.SignedPercent(d.MeanDifferencePerYear, 2))}"),
                Html.Of($"{Difference(line, d => NumberText.Fixed(d.TStatistic, 1))}"),
                Html.Of($"{NumberText.BasisPoints(line.LambdaHighMinusLow)}"),
                Html.Of($"{NumberText.Fixed(line.LambdaHighMinusLowT, 1)}"),
            ]);
        var known = model.Lines.Count(l => Math.Abs(l.Difference?.TStatistic ?? 0) >= 2);
        var sentence = known == 0
            ? "No difference is larger than chance explains."
            : $"{NumberText.Count(known)} of {NumberText.Count(model.Lines.Count(l => l.Difference is not null))} differences are larger than chance explains easily.";
        return PageSection.Long("What embeddings were worth", sentence, HtmlTable.Render(columns, rows, "sleeves"));
    }

    private static string Difference(AblationLine line, Func<PairedReturns, string> text) => line.Difference is { } difference ? text(difference) : NumberText.Missing;

    private static Html Curves(TearsheetModel[] finished) => Html.Of($"""
        {EquitySection.Render($"Every sleeve from {NumberText.Money(finished[0].Identity.InitialCash)} {finished[0].Identity.Currency}.", finished.Max(m => m.Statistics.Years))}
        {PageSection.Chart("chart-drawdown", "Drawdown", "From each sleeve's own highest close so far.", "low")}
        """);

    private static Html ByRegime(AblationModel model)
    {
        HtmlColumn[] columns = [new("Sleeve"), .. Enum.GetValues<RegimeLabel>().Select(l => new HtmlColumn(JsonNamingPolicy.SnakeCaseUpper.ConvertName(l.ToString())))];
        var rows = model.Lines.Where(l => l.Failure is null)
            .Select(l => (Html[])[Html.Of($"{l.SleeveId}"), .. l.SharpeByRegime.Select(s => Html.Of($"{NumberText.Ratio(s)}"))]);
        return PageSection.Long("Sharpe by regime", "All by the labels of the sleeve without embeddings, as known at the close before.", HtmlTable.Render(columns, rows));
    }

    private static Html Forecasts(AblationModel model)
    {
        HtmlColumn[] columns = [new("λ̂"), new("Rank correlation a day"), new("t"), new("DM against cluster mean"), new("p")];
        var rows = new[] { ("without embeddings", model.Plain), ("with embeddings", model.Embedded) }.Select(f => new[]
        {
            Html.Of($"{f.Item1} ({LambdaModelNames.Of(f.Item2.Options.Model)})"),
            Html.Of($"{NumberText.Ratio(f.Item2.Metrics.DailyIcMean)}"),
            Html.Of($"{NumberText.Fixed(f.Item2.Metrics.DailyIcT, 1)}"),
            Html.Of($"{NumberText.Fixed(f.Item2.Metrics.AgainstClusterMean.Statistic, 1)}"),
            Html.Of($"{NumberText.Fixed(f.Item2.Metrics.AgainstClusterMean.PValue, 3)}"),
        });
        return PageSection.Render("λ̂", "Judged on the same sessions.", HtmlTable.Render(columns, rows));
    }

    private static Html Choices(AblationModel model)
    {
        var rows = model.Choices.Select(c => (NameOf(c.Rule), c.Selected.Count == 0 ? "no sleeve is eligible" : string.Join(", ", c.Selected.Select(s => s.SleeveId))));
        return PageSection.Render("Choices", "Best first, by each rule of Meta.", DefinitionTable.Render(rows));
    }

    private static string NameOf(SelectionRule rule) => JsonNamingPolicy.SnakeCaseLower.ConvertName(rule.ToString());
}
