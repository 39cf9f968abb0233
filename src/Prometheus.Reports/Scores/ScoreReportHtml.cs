using Prometheus.Opinions.Evaluation;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets;

namespace Prometheus.Reports.Scores;

/// <summary>
/// A judged score as one self-contained HTML file. Equal facts give equal bytes; readiness is told as in <see cref="TearsheetHtml"/>.
/// </summary>
public static class ScoreReportHtml
{
    private static readonly HtmlColumn[] HorizonColumns =
    [
        new("Sessions forward"), new("Sessions"), new("Left out"), new("Mean rank IC"), new("t"), new("Positive"), new("Spread a year"), new("t"),
    ];

    private static readonly HtmlColumn[] GroupColumns = [new(""), new("Sessions"), new("Mean rank IC"), new("t")];

    /// <param name="facts">What to show.</param>
    /// <param name="echartsScript">The chart library's text, <see cref="PageAssets.Echarts"/>.</param>
    public static string Render(ScoreReportFacts facts, string echartsScript)
    {
        var evaluation = facts.Evaluation;
        var body = Html.Of($"""
            <header class="masthead">
            <p class="kicker">Score report</p>
            <h1>{facts.Title}</h1>
            {TearsheetMasthead.Facts(Facts(facts))}
            </header>
            <main>
            {TearsheetMasthead.Judgement(VerdictOf(evaluation), TearsheetMasthead.Doubts("it", [.. Doubts(evaluation)], Html.Empty))}
            {Horizons(evaluation)}
            {Rolling(evaluation)}
            <div class="row">
            {Buckets(evaluation)}
            {Decay(evaluation)}
            </div>
            {Spread(evaluation)}
            <div class="row">
            {Groups("By sector", "sector", evaluation, evaluation.Sectors)}
            {Groups("By regime", "regime", evaluation, evaluation.Regimes)}
            </div>
            {Persistence(evaluation)}
            </main>
            <footer class="foot">
            <p>Rank IC: rank correlation of the score at a close with the total return from that close. Forward returns are labels only; a name that is
            delisted within the window counts with what holders received. t-statistics are Newey–West with at least as many lags as windows overlap.
            Buckets are equal parts of the ranked names, their returns are over the mean of all scored names, before costs. {NumberText.Missing} means
            not known.</p>
            <p>Charts: Apache ECharts, Apache License 2.0.</p>
            </footer>
            """);
        return PageDocument.Render(
            $"{facts.Title} · Prometheus score report",
            body,
            ScoreReportJson.Write(evaluation),
            echartsScript,
            PageDocument.Scope(PageAssets.Charts, PageAssets.Scores));
    }

    private static IEnumerable<string> Facts(ScoreReportFacts facts)
    {
        var dates = facts.Evaluation.Dates;
        yield return facts.Source;
        yield return facts.MarketId;
        yield return $"{NumberText.Date(dates[0])} – {NumberText.Date(dates[^1])}";
        yield return $"{NumberText.Count(facts.Evaluation.ScoredSessions)} of {NumberText.Count(dates.Count)} sessions scored";
        yield return $"{NumberText.Percent(facts.Evaluation.Coverage)} of names scored";
    }

    private static Verdict VerdictOf(EvaluationState evaluation)
    {
        var primary = evaluation.Primary;
        var says = $"Over {ScoreReportJson.NameOf(primary)} the mean rank IC is {NumberText.Fixed(primary.MeanIc, 3)} (t {NumberText.Ratio(primary.IcT)}).";
        var support = $"Highest minus lowest bucket {NumberText.SignedPercent(primary.Spread)} a year before costs (t {NumberText.Ratio(primary.SpreadT)}), "
            + $"positive on {NumberText.Percent(primary.PositiveShare, 0)} of {NumberText.Count(primary.Sessions)} sessions.";
        return primary.IcT >= Verdict.Significant ? new Verdict(VerdictTone.Good, "It ranks", says, support)
            : primary.IcT <= -Verdict.Significant ? new Verdict(VerdictTone.Bad, "Wrong way round", says, support)
            : new Verdict(VerdictTone.Mixed, "Inconclusive", says, support);
    }

    private static IEnumerable<Caveat> Doubts(EvaluationState evaluation)
    {
        var independent = evaluation.Primary.Sessions / Math.Max(1, evaluation.Primary.Horizon);
        if (independent < 24)
            yield return new Caveat(CaveatLevel.Serious, "Few independent windows", $"{NumberText.Count(independent)} windows of {ScoreReportJson.NameOf(evaluation.Primary)} do not overlap.");
        if (evaluation.Coverage < 0.5)
            yield return new Caveat(CaveatLevel.Care, "Thin coverage", $"{NumberText.Percent(evaluation.Coverage)} of the names with a close have a score.");
        if (evaluation.Persistence is [{ Turnover: > 0.25 } fast, ..])
            yield return new Caveat(CaveatLevel.Care, "It changes fast", $"{NumberText.Percent(fast.Turnover, 0)} of the highest bucket leaves it within {NumberText.Count(fast.Lag)} session: costs will bite.");
    }

    private static Html Horizons(EvaluationState evaluation)
    {
        var rows = evaluation.Horizons.Select(h => Cells(
            NumberText.Count(h.Horizon),
            NumberText.Count(h.Sessions),
            NumberText.Count(h.LeftOut),
            NumberText.Fixed(h.MeanIc, 4),
            NumberText.Ratio(h.IcT),
            NumberText.Percent(h.PositiveShare, 0),
            NumberText.SignedPercent(h.Spread),
            NumberText.Ratio(h.SpreadT)));
        var sentence = $"Sessions whose forward window ends after {NumberText.Date(evaluation.Dates[^1])} are left out.";
        return PageSection.Render("By horizon", sentence, HtmlTable.Render(HorizonColumns, rows));
    }

    private static Html Rolling(EvaluationState evaluation)
        => evaluation.Horizons.Any(ScoreReportJson.HasRolling)
            ? PageSection.Chart("chart-rolling-ic", "Rank IC", $"Mean over the last {NumberText.Count(ScoreReportJson.RollingSessions)} sessions.")
            : PageSection.Absent("Rank IC", "Too few sessions for a rolling mean.");

    private static Html Buckets(EvaluationState evaluation)
        => evaluation.Horizons.Any(h => h.Sessions > 0)
            ? PageSection.Chart("chart-buckets", "Buckets", "Return a year over the mean of all scored names, lowest scores first.")
            : PageSection.Absent("Buckets", "No session counts.");

    private static Html Decay(EvaluationState evaluation)
        => evaluation.Decay.Any(d => d.Sessions > 0)
            ? PageSection.Chart(
                "chart-decay",
                "Decay",
                $"Rank IC with the {NumberText.Count(evaluation.Options.DecayHorizon)}-session return that begins so many sessions after the score.")
            : PageSection.Absent("Decay", "No session counts.");

    private static Html Spread(EvaluationState evaluation)
        => evaluation.Horizons[0].Sessions > 0
            ? PageSection.Chart(
                "chart-spread", "Highest minus lowest bucket", $"Summed over sessions, held for {ScoreReportJson.NameOf(evaluation.Horizons[0])}, before costs.")
            : PageSection.Absent("Highest minus lowest bucket", "No session counts.");

    private static Html Groups(string title, string what, EvaluationState evaluation, IReadOnlyList<GroupEvaluation> groups)
        => groups.Count == 0
            ? PageSection.Absent(title, $"No {what} is known.")
            : PageSection.Render(
                title,
                $"Over {ScoreReportJson.NameOf(evaluation.Primary)}.",
                HtmlTable.Render(
                    GroupColumns,
                    groups.Select(g => Cells(g.Name, NumberText.Count(g.Sessions), NumberText.Fixed(g.MeanIc, 4), NumberText.Ratio(g.IcT)))));

    private static Html Persistence(EvaluationState evaluation)
        => PageSection.Render(
            "Persistence",
            "How alike two scores of a name are, and how much of the highest bucket has left it.",
            HtmlTable.Render(
                [new HtmlColumn("Sessions apart"), new HtmlColumn("Rank correlation"), new HtmlColumn("Turnover")],
                evaluation.Persistence.Select(p => Cells(
                    NumberText.Count(p.Lag), NumberText.Ratio(p.RankCorrelation), NumberText.Percent(p.Turnover)))));

    private static Html[] Cells(params string[] texts) => [.. texts.Select(text => Html.Of($"{text}"))];
}

/// <summary>A judged score and what it is called.</summary>
/// <param name="Title">Model, or file.</param>
/// <param name="Source">Strategy, or where the scores came from.</param>
/// <param name="MarketId">Whose names were scored.</param>
/// <param name="Evaluation">How good it is.</param>
public sealed record ScoreReportFacts(string Title, string Source, string MarketId, EvaluationState Evaluation);
