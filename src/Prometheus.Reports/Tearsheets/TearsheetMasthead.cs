using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets.Statistics;

namespace Prometheus.Reports.Tearsheets;

/// <summary>The first screen: which run, how good, how far to believe it; and the page's foot.</summary>
internal static class TearsheetMasthead
{
    /// <summary>More would not be read.</summary>
    private const int ShownCaveats = 6;

    public static Html Render(TearsheetModel model)
    {
        var id = model.Identity;
        string[] facts =
        [
            id.Sleeve.StrategyId,
            id.Sleeve.MarketId,
            $"{NumberText.Date(model.Daily.Dates[0])} – {NumberText.Date(model.Daily.Dates[^1])}",
            $"{NumberText.Count(model.Statistics.Sessions)} sessions",
            $"horizon {NumberText.Count(id.Sleeve.AssessmentHorizonDays)} sessions",
            $"decides {id.Rebalance}",
            $"{NumberText.Money(id.InitialCash)} {id.Currency} at the start",
        ];
        return Html.Of($"""
            <header class="masthead">
            <p class="kicker">Backtest tearsheet</p>
            <h1>{id.Sleeve.SleeveId}</h1>
            <ul class="facts">{facts.Select(f => Html.Of($"<li>{f}</li>"))}<li>run <span class="mono">{id.RunId}</span></li></ul>
            </header>
            """);
    }

    public static Html Judgement(TearsheetModel model)
    {
        var verdict = model.Verdict;
        return Html.Of($"""
            <section class="verdict {Css(verdict.Tone)}" aria-label="Verdict">
            <div>
            <p class="badge"><span aria-hidden="true">{Mark(verdict.Tone)}</span>{verdict.Label}</p>
            <p class="sentence">{verdict.Sentence}</p>
            <p class="support">{verdict.Support}</p>
            </div>
            {Doubts(model)}
            </section>
            """);
    }

    public static Html Headlines(TearsheetModel model)
        => Html.Of($"""<dl class="headlines">{model.Headlines.Select(Headline)}</dl>""");

    public static Html Foot(TearsheetModel model) => Html.Of($"""
        <footer class="foot">
        <p>Returns are simple and after costs; the first is against the initial cash. Standard deviations are of the sample (n − 1), a year has {Annualized.SessionsPerYear} sessions, Sharpe ratios use no risk-free rate, drawdowns are compounded from the highest close so far. Turnover is one-way: traded value over twice the equity. The benchmark starts from the same cash and pays no costs. {NumberText.Missing} means not known.</p>
        <p>Options <span class="mono">{model.Identity.OptionsHash}</span> · data <span class="mono">{model.Identity.DataDigest}</span> · semantics {model.Identity.Semantics}</p>
        <p>Charts: Apache ECharts, Apache License 2.0.</p>
        </footer>
        """);

    private static Html Headline(Headline line) => Html.Of($"""
        <div title="{line.Definition}"><dt>{line.Label}</dt><dd class="{(line.Format == NumberFormat.SignedPercent && line.Value < 0 ? "loss" : "")}">{NumberText.Of(line.Value, line.Format)}<div class="note">{line.Note}</div></dd></div>
        """);

    private static Html Doubts(TearsheetModel model)
    {
        var serious = model.Caveats.Count(c => c.Level == CaveatLevel.Serious);
        var care = model.Caveats.Count(c => c.Level == CaveatLevel.Care);
        var heading = (serious, care) switch
        {
            (0, 0) => "No known reason to distrust it",
            (0, _) => $"To weigh before believing it: {NumberText.Count(care)}",
            (_, 0) => $"Distrust it: {Reasons(serious)}",
            _ => $"Distrust it: {Reasons(serious)}, {NumberText.Count(care)} more to weigh",
        };
        var level = serious > 0 ? "serious" : care > 0 ? "care" : "none";
        var rest = model.Caveats.Length - ShownCaveats;
        return Html.Of($"""
            <div class="doubts {level}">
            <h2>{heading}</h2>
            <ul class="caveats">{model.Caveats.Take(ShownCaveats).Select(CaveatLine)}</ul>
            {Html.When(rest > 0, () => Html.Of($"""<p class="more"><a href="#data-card">{rest} more in the data card</a></p>"""))}
            </div>
            """);
    }

    public static Html CaveatLine(Caveat caveat)
    {
        var (css, mark, word) = caveat.Level switch
        {
            CaveatLevel.Serious => ("serious", "▲", "Serious"),
            CaveatLevel.Care => ("care", "◆", "Care"),
            _ => ("note", "○", "Note"),
        };
        return Html.Of($"""<li class="{css}"><span class="mark" role="img" aria-label="{word}">{mark}</span><b>{caveat.Title}.</b> {caveat.Detail}</li>""");
    }

    public static string Css(VerdictTone tone) => tone switch
    {
        VerdictTone.Good => "good",
        VerdictTone.Bad => "bad",
        _ => "mixed",
    };

    public static string Mark(VerdictTone tone) => tone switch
    {
        VerdictTone.Good => "▲",
        VerdictTone.Bad => "▼",
        _ => "◆",
    };

    private static string Reasons(int count) => count == 1 ? "1 serious reason" : $"{NumberText.Count(count)} serious reasons";
}
