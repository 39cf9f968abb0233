using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Assessment;

namespace Prometheus.Cli.Commands.Assessment;

internal static class AssessImportCommand
{
    public static Command Build(CommandHost host)
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
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var summary = ImportScores.Run(databases, new ImportScoresOptions
                {
                    Path = call.Get(file),
                    MarketId = call.Get(market),
                    StrategyId = call.Get(strategy),
                    ModelId = call.Get(model),
                    HorizonDays = call.Get(horizon),
                    Suffix = call.Get(suffix),
                });
                call.Print(new Table(
                    ["what", "count"],
                    [
                        ["rows read", summary.RowsRead],
                        ["rows quarantined", summary.RowsQuarantined],
                        ["scores added", summary.Added],
                        ["scores changed", summary.Changed],
                        ["scores stored", summary.Stored],
                    ]));
                return ExitCode.Done;
            });
    }
}
