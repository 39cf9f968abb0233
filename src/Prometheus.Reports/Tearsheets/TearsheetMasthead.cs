using Prometheus.Core.Metrics;
using Prometheus.Reports.Markup;

namespace Prometheus.Reports.Tearsheets;

/// <summary>The first screen: which run, how good, how far to believe it; and the page's foot.</summary>
internal static class TearsheetMasthead
{
    /// <summary>More would not be read.</summary>
    private const int MostShown = 6;

    public static Html Render(TearsheetModel model)
    {
        var id = model.Identity;
        return Html.Of($"""
            <header class="masthead">
            <p class="kicker">Backtest tearsheet</p>
            <h1>{id.Sleeve.SleeveId}</h1>
            {Facts(
            [
                id.Sleeve.StrategyId,
                id.Sleeve.MarketId,
                $"{NumberText.Date(model.Daily.Dates[0])} – {NumberText.Date(model.Daily.Dates[^1])}",
                $"{NumberText.Count(model.Statistics.Sessions)} sessions",
                $"horizon {NumberText.Count(id.Sleeve.AssessmentHorizonDays)} sessions",
                $"decides {id.Rebalance}",
                $"{NumberText.Money(id.InitialCash)} {id.Currency} at the start",
                $"run {id.RunId}",
            ])}
            </header>
            """);
    }

    public static Html Facts(IEnumerable<string> facts) => Html.Of($"""<ul class="facts">{facts.Select(f => Html.Of($"<li>{f}</li>"))}</ul>""");

    public static Html Judgement(TearsheetModel model)
    {
        var rest = model.Caveats.Length - Shown(model).Count();
        var more = $"{NumberText.Count(rest)} {(rest < model.Caveats.Length ? "more " : "")}{(rest == 1 ? "note" : "notes")} in the data card";
        var link = Html.When(rest > 0, () => Html.Of($"""<p class="more"><a href="#data-card">{more}</a></p>"""));
        return Judgement(model.Verdict, Doubts("it", [.. Weighty(model)], link));
    }

    /// <summary>Verdict on the left, doubts on the right.</summary>
    public static Html Judgement(Verdict verdict, Html doubts) => Html.Of($"""
        <section class="verdict {Css(verdict.Tone)}" aria-label="Verdict">
        <div>
        <p>{Badge(verdict)}</p>
        <p class="sentence">{verdict.Sentence}</p>
        <p class="support">{verdict.Support}</p>
        </div>
        {doubts}
        </section>
        """);

    /// <summary>The caveats under a heading that counts them.</summary>
    /// <param name="what">What they cast doubt on: it, or them.</param>
    /// <param name="caveats">Most serious first; the first few are shown.</param>
    /// <param name="after">What follows the list.</param>
    public static Html Doubts(string what, Caveat[] caveats, Html after)
    {
        var serious = caveats.Count(c => c.Level == CaveatLevel.Serious);
        var care = caveats.Count(c => c.Level == CaveatLevel.Care);
        var reasons = serious == 1 ? "1 serious reason" : $"{NumberText.Count(serious)} serious reasons";
        var (level, heading) = (serious, care) switch
        {
            (0, 0) => ("none", $"No known reason to distrust {what}"),
            (0, _) => ("care", $"To weigh before believing {what}: {NumberText.Count(care)}"),
            (_, 0) => ("serious", $"Distrust {what}: {reasons}"),
            _ => ("serious", $"Distrust {what}: {reasons}, {NumberText.Count(care)} more to weigh"),
        };
        return Html.Of($"""
            <div class="doubts {level}">
            <h2>{heading}</h2>
            <ul class="caveats">{caveats.Take(MostShown).Select(CaveatLine)}</ul>
            {after}
            </div>
            """);
    }

    public static Html Headlines(TearsheetModel model)
        => Html.Of($"""<dl class="headlines">{model.Headlines.Select(Headline)}</dl>""");

    public static Html Foot(TearsheetModel model)
    {
        var (id, year) = (model.Identity, NumberText.Fixed(model.Statistics.SessionsPerYear, 0));
        return Html.Of($"""
            <footer class="foot">
            <p>Returns are simple and after costs; the first is against the initial cash. Standard deviations are of the sample (n − 1), a year has
            {year} sessions, Sharpe ratios use no risk-free rate unless they say so, drawdowns are compounded from the highest close so far. Turnover is
            one-way: traded value over twice the equity. The benchmark starts from the same cash and pays no costs. {NumberText.Missing} means not known.</p>
            <p>Options <span class="mono">{id.OptionsHash}</span> · data <span class="mono">{id.DataDigest}</span> · semantics {id.Semantics}</p>
            <p>Charts: Apache ECharts, Apache License 2.0.</p>
            </footer>
            """);
    }

    /// <summary>The caveats that stand on the first screen.</summary>
    public static IEnumerable<Caveat> Shown(TearsheetModel model) => Weighty(model).Take(MostShown);

    public static Html CaveatLine(Caveat caveat)
    {
        var (css, mark, word) = caveat.Level switch
        {
            CaveatLevel.Serious => ("serious", "▲", "Serious"),
            CaveatLevel.Care => ("care", "◆", "Care"),
            _ => ("note", "○", "Note"),
        };
        return Html.Of($"""
            <li class="{css}"><span class="mark" role="img" aria-label="{word}">{mark}</span><b>{caveat.Title}.</b> {caveat.Detail}</li>
            """);
    }

    public static string Css(VerdictTone tone) => tone switch
    {
        VerdictTone.Good => "good",
        VerdictTone.Bad => "bad",
        _ => "mixed",
    };

    /// <summary>A sign and a word, so that colour is never alone.</summary>
    public static Html Badge(Verdict verdict)
    {
        var mark = verdict.Tone switch
        {
            VerdictTone.Good => "▲",
            VerdictTone.Bad => "▼",
            _ => "◆",
        };
        return Html.Of($"""<span class="badge"><span aria-hidden="true">{mark}</span> <span class="label">{verdict.Label}</span></span>""");
    }

    /// <summary>What could change the verdict.</summary>
    private static IEnumerable<Caveat> Weighty(TearsheetModel model) => model.Caveats.Where(c => c.Level != CaveatLevel.Note);

    private static Html Headline(Headline line)
    {
        var css = line.Format == NumberFormat.SignedPercent && line.Value < 0 ? "loss" : "";
        return Html.Of($"""
            <div title="{line.Definition}">
            <dt>{line.Label}</dt>
            <dd><span class="{css}">{NumberText.Of(line.Value, line.Format)}</span><div class="note">{line.Note}</div></dd>
            </div>
            """);
    }
}
