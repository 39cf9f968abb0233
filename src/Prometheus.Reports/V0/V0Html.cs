using System.Text.Json;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Comparison;
using Prometheus.Backtest.Metrics;
using Prometheus.Meta.Selection;
using Prometheus.Opinions.Lambda;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets;
using Prometheus.States.Regimes;

namespace Prometheus.Reports.V0;

/// <summary>The report of a v0 flow as one self-contained HTML file; readiness is told as in <see cref="TearsheetHtml"/>.</summary>
public static class V0Html
{
    /// <param name="model">What to show.</param>
    /// <param name="echartsScript">The chart library's text, <see cref="PageAssets.Echarts"/>.</param>
    public static string Render(V0Model model, string echartsScript)
    {
        TearsheetModel[] finished = [.. model.Campaign.Finished];
        var title = finished.Length > 0 ? $"v0 on {finished[0].Identity.Sleeve.MarketId}" : "v0";
        var body = Html.Of($"""
            <header class="masthead">
            <p class="kicker">From states to choices</p>
            <h1>{title}</h1>
            {Html.When(finished.Length > 0, () => TearsheetMasthead.Facts([$"backtests {NumberText.Date(model.Campaign.Dates[0])} – {NumberText.Date(model.Campaign.Dates[^1])}", $"λ̂ {model.Lambda.Options.ExperimentId}, trained to {NumberText.Date(model.Lambda.Options.TrainEnd)}"]))}
            </header>
            <main>
            {Sleeves(model)}
            {Pairs(model)}
            {Html.When(finished.Length > 0, () => Curves(finished))}
            {Choices(model)}
            {Forecast(model)}
            {Regimes(model)}
            {Steps(model)}
            </main>
            <footer class="foot"><p>Charts: Apache ECharts, Apache License 2.0.</p></footer>
            """);
        return PageDocument.Render(
            $"{title} · Prometheus", body, CampaignJson.Write(model.Campaign), echartsScript, PageDocument.Scope(PageAssets.Charts, PageAssets.Campaign));
    }

    private static Html Sleeves(V0Model model)
    {
        HtmlColumn[] columns = [new("Sleeve"), new("Cumulative"), new("Volatility"), new("Sharpe"), new("Deepest drawdown"), new("Turnover a year")];
        var rows = model.Campaign.Entries.Select(entry =>
        {
            if (entry.Model is not { } sleeve)
                return new[] { Html.Of($"{entry.SleeveId}"), Html.Of($"""<b class="loss">Failed.</b> {entry.Failure}""") };
            var own = sleeve.Statistics.Sleeve;
            return
            [
                Html.Of($"""<a href="./{Uri.EscapeDataString(entry.FileName!)}">{entry.SleeveId}</a>"""),
                Html.Of($"{NumberText.SignedPercent(own.Cumulative)}"),
                Html.Of($"{NumberText.Percent(own.Volatility)}"),
                Html.Of($"{NumberText.Ratio(own.Sharpe)}"),
                Html.Of($"{NumberText.Percent(own.MaxDrawdown)}"),
                Html.Of($"{NumberText.Percent(sleeve.Costs.TurnoverPerYear, 0)}"),
            ];
        });
        return PageSection.Render("Sleeves", "With the risk service, after costs.", HtmlTable.Render(columns, rows, "sleeves"));
    }

    private static Html Pairs(V0Model model)
    {
        HtmlColumn[] columns = [new("Sleeve"), new("Difference", "left"), new("A year"), new("t"), new("Correlation"), new("Tracking error")];
        var rows = model.Pairs.Select(pair => new[]
        {
            Html.Of($"{pair.SleeveId}"),
            Html.Of($"{pair.Question}"),
            Html.Of($"{NumberText.SignedPercent(pair.Difference.MeanDifferencePerYear, 2)}"),
            Html.Of($"{NumberText.Fixed(pair.Difference.TStatistic, 1)}"),
            Html.Of($"{NumberText.Ratio(pair.Difference.Correlation)}"),
            Html.Of($"{NumberText.Percent(pair.Difference.TrackingErrorPerYear)}"),
        });
        var sentence = model.Pairs.All(p => !(Math.Abs(p.Difference.TStatistic) >= 2))
            ? "No difference is larger than chance explains."
            : "A |t| of 2 and more is a difference that chance does not explain easily.";
        return PageSection.Long("What λ̂ and risk were worth", sentence, HtmlTable.Render(columns, rows));
    }

    private static Html Curves(TearsheetModel[] finished) => Html.Of($"""
        {EquitySection.Render($"Every sleeve from {NumberText.Money(finished[0].Identity.InitialCash)} {finished[0].Identity.Currency}.", finished.Max(m => m.Statistics.Years))}
        {PageSection.Chart("chart-drawdown", "Drawdown", "From each sleeve's own highest close so far.", "low")}
        """);

    private static Html Choices(V0Model model)
    {
        var rows = model.Choices.Select(c => (NameOf(c.Rule), c.Selected.Count == 0 ? "no sleeve is eligible" : string.Join(", ", c.Selected.Select(s => s.SleeveId))));
        return PageSection.Render("Choices", "Best first, by each rule of Meta.", DefinitionTable.Render(rows));
    }

    private static Html Forecast(V0Model model)
    {
        var m = model.Lambda.Metrics;
        var better = m.AgainstClusterMean.IsBetter(0.05);
        return PageSection.Render(
            "λ̂",
            better ? "Better than the mean of each cluster, and not by luck." : "Not better than the mean of each cluster by more than luck.",
            DefinitionTable.Render(
            [
                ("Forecasts with a known outcome", NumberText.Count(m.PairsTest)),
                ("Rank correlation a day", $"{NumberText.Ratio(m.DailyIcMean)} (t {NumberText.Fixed(m.DailyIcT, 1)})"),
                ("Against the cluster mean", $"DM {NumberText.Fixed(m.AgainstClusterMean.Statistic, 1)}, p {NumberText.Fixed(m.AgainstClusterMean.PValue, 3)}"),
                ("Against no change", $"DM {NumberText.Fixed(m.AgainstPersistence.Statistic, 1)}, p {NumberText.Fixed(m.AgainstPersistence.PValue, 3)}"),
            ],
            "numbers"));
    }

    private static Html Regimes(V0Model model)
    {
        var all = Math.Max(1, model.Regimes.Sum(r => r.Sessions));
        var rows = model.Regimes.Select(r => (
            JsonNamingPolicy.SnakeCaseUpper.ConvertName(r.Label.ToString()), $"{NumberText.Count(r.Sessions)} sessions, {NumberText.Percent((double)r.Sessions / all)}"));
        return PageSection.Render("Regimes of the backtests", "As they were known at each close.", DefinitionTable.Render(rows, "numbers"));
    }

    private static Html Steps(V0Model model) => PageSection.Long("What was done", "In this order.", DefinitionTable.Render(model.Steps.Select(s => (s.Name, s.Outcome))));

    private static string NameOf(SelectionRule rule) => JsonNamingPolicy.SnakeCaseLower.ConvertName(rule.ToString());
}

/// <summary>What the page of a v0 flow shows.</summary>
/// <param name="Steps">Name and outcome of every step.</param>
/// <param name="Campaign">The sleeves with the risk service.</param>
/// <param name="Pairs">Runs that differ in λ̂ or in risk alone.</param>
/// <param name="Regimes">Sessions of the backtests in each regime, as known at their closes.</param>
/// <param name="Lambda">The experiment behind λ̂.</param>
/// <param name="Choices">One a rule of Meta.</param>
public sealed record V0Model(
    IReadOnlyList<(string Name, string Outcome)> Steps,
    CampaignModel Campaign,
    IReadOnlyList<V0Pair> Pairs,
    IReadOnlyList<(RegimeLabel Label, int Sessions)> Regimes,
    LambdaExperimentResult Lambda,
    IReadOnlyList<SleeveSelection> Choices)
{
    /// <summary>λ-aware less baseline, and with risk less without, of every sleeve that has finished both ways.</summary>
    /// <param name="riskOn">Sleeves with the risk service; the second half are the λ-aware twins of the first, in the same order.</param>
    /// <param name="riskOff">The same sleeves without it.</param>
    public static IReadOnlyList<V0Pair> PairsOf(CampaignResult riskOn, CampaignResult riskOff)
    {
        var half = riskOn.Sleeves.Count / 2;
        var pairs = new List<V0Pair>();
        for (var k = 0; k < half; k++)
            Add("λ-aware less baseline", riskOn.Sleeves[half + k], riskOn.Sleeves[k]);
        for (var k = 0; k < riskOn.Sleeves.Count; k++)
            Add("with risk less without", riskOn.Sleeves[k], riskOff.Sleeves[k]);
        return pairs;

        void Add(string question, SleeveResult own, SleeveResult other)
        {
            if (own is SleeveRun a && other is SleeveRun b)
                pairs.Add(new V0Pair(question, a.Sleeve.SleeveId, PairedReturns.Of(ReturnsOf(a), ReturnsOf(b), a.Manifest.SessionsPerYear)));
        }
    }

    /// <summary>Sessions of the first finished sleeve by regime.</summary>
    public static IReadOnlyList<(RegimeLabel Label, int Sessions)> RegimesOf(CampaignResult campaign)
    {
        if (campaign.Sleeves.OfType<SleeveRun>().FirstOrDefault() is not { Signals.Regime: { } regime } run)
            return [];
        return Enum.GetValues<RegimeLabel>().Select(label => (label, run.Daily.Count(d => regime.LabelAt(d.Session) == label))).ToArray();
    }

    private static double[] ReturnsOf(SleeveRun run) => EquityCurve.Returns(EquityCurve.Of(run.Manifest.InitialCash, run.Daily));
}

/// <summary>Two runs of the flow that differ in one thing.</summary>
/// <param name="Question">What differs, the run first and what it is compared with second.</param>
/// <param name="SleeveId">Of the run.</param>
/// <param name="Difference">Run less the other, session by session.</param>
public sealed record V0Pair(string Question, string SleeveId, PairedReturns Difference);
