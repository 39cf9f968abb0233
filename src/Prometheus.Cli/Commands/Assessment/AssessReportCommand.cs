using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Scores;
using Prometheus.Workflows.Assessment;

namespace Prometheus.Cli.Commands.Assessment;

internal static class AssessReportCommand
{
    public static Command Build(CommandHost host)
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
            call =>
            {
                var (from, to) = call.Range(start, end);
                using var databases = new DatabasePair(call.Settings);
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
                call.Print(ScoreReportTable.Of(facts.Evaluation));
                return ExitCode.Done;
            });
    }
}
