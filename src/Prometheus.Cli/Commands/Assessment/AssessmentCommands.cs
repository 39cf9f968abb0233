using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Numerics;
using Prometheus.Core.Statistics;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Scores;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Assessment;

namespace Prometheus.Cli.Commands.Assessment;

/// <summary><c>assess</c>: opinions on instruments.</summary>
internal static class AssessmentCommands
{
    private static readonly TableColumn[] Summary = [new("measure"), new("model_a", "F6"), new("model_b", "F6"), new("difference", "F6"), new("t_statistic", "F3")];

    private static readonly TableColumn[] Pairs =
    [
        new("as_of_date"), new("instrument_id"), new("expected_return_a", "F6"), new("score_a", "F6"), new("expected_return_b", "F6"), new("score_b", "F6"),
    ];

    /// <summary><c>assess compare</c>, also <c>script compare_assessment_models</c>.</summary>
    public static Command Compare(CommandHost host, string name)
    {
        var strategy = new Option<string>("--strategy-id") { Description = "assessment strategy of the stored scores", Required = true, HelpName = "id" };
        var market = new Option<string>("--market-id") { Description = "market", Required = true, HelpName = "id" };
        var modelA = new Option<string>("--model-a-id") { Description = "one model", Required = true, HelpName = "id" };
        var modelB = new Option<string>("--model-b-id") { Description = "the other", Required = true, HelpName = "id" };
        var horizon = DeclaredOption.Required<CompareScoresOptions, int>(nameof(CompareScoresOptions.HorizonDays), "--horizon-days", "sessions the scores look forward", "n");
        var start = CommonOptions.OptionalDate("--start", "first date, inclusive [the first stored]");
        var end = CommonOptions.OptionalDate("--end", "last date, inclusive [the last stored]");
        var confidence = DeclaredOption.Of<CompareScoresOptions, double>(nameof(CompareScoresOptions.MinimumConfidence), "--min-confidence", "leave out what either is less sure of", "fraction");
        var dump = new Option<bool>("--dump-pairs") { Description = "print every pair instead of the summary, which then goes to standard error" };
        return host.Command(
            name,
            "compare the stored scores of two models on the names and dates that both score",
            $"{host.Line("assess", name)} --strategy-id S_ASSESS --market-id US_EQ --model-a-id assessment-context-v1 --model-b-id assessment-basic-v1 --horizon-days 21",
            [strategy, market, modelA, modelB, horizon, start, end, confidence, dump],
            (call, databases) =>
            {
                var options = new CompareScoresOptions
                {
                    MarketId = call.Get(market),
                    StrategyId = call.Get(strategy),
                    ModelA = call.Get(modelA),
                    ModelB = call.Get(modelB),
                    HorizonDays = call.Get(horizon),
                    Start = call.Get(start) ?? DateOnly.MinValue,
                    End = call.Get(end) ?? DateOnly.MaxValue,
                    MinimumConfidence = call.Get(confidence),
                };
                var facts = CompareScores.Execute(databases, options, call.Cancellation);
                var rows = Rows(facts).ToArray();
                if (!call.Get(dump))
                {
                    return call.Print(new Table(Summary, rows));
                }

                call.Print(new Table(Pairs, [.. facts.Pairs.Select(p => new object?[] { p.AsOf, p.InstrumentId, p.ExpectedReturnA, p.ScoreA, p.ExpectedReturnB, p.ScoreB })]));
                foreach (var row in rows)
                    call.Say(string.Join(" ", row.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture))));
                return ExitCode.Done;
            });
    }

    private static IEnumerable<object?[]> Rows(ScoreComparisonFacts facts)
    {
        var (c, pairs) = (facts.Comparison, facts.Pairs);
        yield return ["pairs", c.Pairs, c.Pairs, null, null];
        yield return ["judged_dates", c.Dates, c.Dates, null, null];
        yield return Moment("score", [.. pairs.Select(p => p.ScoreA)], [.. pairs.Select(p => p.ScoreB)], LaneStatistics.Mean, "_mean");
        yield return Moment("score", [.. pairs.Select(p => p.ScoreA)], [.. pairs.Select(p => p.ScoreB)], LaneStatistics.StandardDeviation, "_std");
        yield return Moment("expected_return", [.. pairs.Select(p => p.ExpectedReturnA)], [.. pairs.Select(p => p.ExpectedReturnB)], LaneStatistics.Mean, "_mean");
        yield return Moment("expected_return", [.. pairs.Select(p => p.ExpectedReturnA)], [.. pairs.Select(p => p.ExpectedReturnB)], LaneStatistics.StandardDeviation, "_std");
        yield return ["rank_ic", Known(c.RankIcA), Known(c.RankIcB), Known(c.Difference), Known(c.DifferenceT)];
        yield return ["rank_ic_t", Known(c.RankIcTA), Known(c.RankIcTB), null, null];
        yield return ["hit_rate", Known(c.HitRateA), Known(c.HitRateB), Known(c.HitRateA - c.HitRateB), null];
        yield return ["rank_correlation", Known(c.RankCorrelation), Known(c.RankCorrelation), null, null];
        var pearson = Correlation.Pearson(pairs.Select(p => p.ScoreA).ToArray(), pairs.Select(p => p.ScoreB).ToArray());
        yield return ["score_correlation", Known(pearson), Known(pearson), null, null];
    }

    private delegate double Statistic(ReadOnlySpan<double> values);

    private static object?[] Moment(string of, double[] a, double[] b, Statistic statistic, string suffix)
        => [of + suffix, Known(statistic(a)), Known(statistic(b)), Known(statistic(a) - statistic(b)), null];

    private static double? Known(double value) => double.IsNaN(value) ? null : value;

    public static Command Import(CommandHost host)
    {
        var file = new Option<string>("--file") { Description = "CSV with instrument, date, score and known_on", Required = true, HelpName = "path" };
        var market = CommonOptions.Market();
        var strategy = new Option<string>("--strategy-id") { Description = "strategy the scores are for", Required = true, HelpName = "id" };
        var model = new Option<string>("--model-id") { Description = "name of the model they come from", Required = true, HelpName = "id" };
        var horizon = DeclaredOption.Of<ImportScoresOptions, int>(nameof(ImportScoresOptions.HorizonDays), "--horizon-days", "sessions they look forward", "n");
        var suffix = new Option<string?>("--suffix") { Description = "ending of instrument ids [the market's]", HelpName = ".US" };
        return host.Command(
            "import",
            "import the scores of your own model; a score is used from the first session on or after known_on",
            "prometheus assess import --file scores.csv --market US_EQ --strategy-id US_CORE_LONG_EQ --model-id my-model-v1",
            [file, market, strategy, model, horizon, suffix],
            (call, databases) =>
            {
                var summary = ImportScores.Run(databases, new ImportScoresOptions
                {
                    Path = call.Get(file),
                    MarketId = call.Get(market),
                    StrategyId = call.Get(strategy),
                    ModelId = call.Get(model),
                    HorizonDays = call.Get(horizon),
                    Suffix = call.Get(suffix),
                });
                return call.Print(new Table(
                    ["what", "count"],
                    [
                        ["rows read", summary.RowsRead],
                        ["rows quarantined", summary.RowsQuarantined],
                        ["scores added", summary.Added],
                        ["scores changed", summary.Changed],
                        ["scores stored", summary.Stored],
                    ]));
            });
    }

    public static Command Report(CommandHost host)
    {
        var market = CommonOptions.Market();
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var strategy = new Option<string?>("--strategy-id") { Description = "strategy of stored scores", HelpName = "id" };
        var model = new Option<string?>("--model-id") { Description = "model of stored scores [assessment-basic-v1]", HelpName = "id" };
        var input = new Option<string?>("--input") { Description = "CSV with instrument, date, score and known_on, instead of stored scores", HelpName = "path" };
        var horizon = DeclaredOption.Of<ScoreReportOptions, int>(nameof(ScoreReportOptions.HorizonDays), "--horizon-days", "sessions the scores look forward", "n");
        var html = new Option<string?>("--html") { Description = "also write one self-contained page", HelpName = "file" };
        var workers = CommonOptions.Workers();
        return host.Command(
            "report",
            "judge any score by what came after it: rank IC, bucket spreads, decay, turnover, by sector and regime",
            "prometheus assess report --strategy-id S_ASSESS --start 2022-01-03 --end 2022-12-30",
            [market, start, end, strategy, model, input, horizon, html, workers],
            (call, databases) =>
            {
                var (from, to) = call.Range(start, end);
                var facts = ReportScores.Execute(
                    databases,
                    new ScoreReportOptions
                    {
                        MarketId = call.Get(market),
                        Start = from,
                        End = to,
                        StrategyId = call.Get(strategy),
                        ModelId = call.Get(model),
                        Input = call.Get(input),
                        HorizonDays = call.Get(horizon),
                        Workers = call.Workers(workers),
                    },
                    call.Cancellation);
                if (call.Get(html) is { } file)
                    PageFile.Write(call, file, ScoreReportHtml.Render(facts, PageAssets.Echarts));
                return call.Print(ScoreReportTable.Of(facts.Evaluation));
            });
    }
}
