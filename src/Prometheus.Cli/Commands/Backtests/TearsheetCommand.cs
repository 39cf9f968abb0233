using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets;
using Prometheus.Stores.Runs;
using Prometheus.Workflows.Backtests;

namespace Prometheus.Cli.Commands.Backtests;

internal static class TearsheetCommand
{
    public static Command Build(CommandHost host)
    {
        var run = new Argument<string>("run") { Description = "run id, or its first characters" };
        var html = new Option<string?>("--html") { Description = "file to write [tearsheet-<sleeve>.html]", Arity = ArgumentArity.ZeroOrOne, HelpName = "file" };
        return host.Command(
            "tearsheet",
            "write one self-contained HTML page about a stored run",
            "prometheus backtest tearsheet 1f0c --html tearsheet.html",
            [run, html],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var stored = RunStore.Find(databases.Runtime, call.Get(run));
                var file = call.Get(html) ?? $"tearsheet-{stored.SleeveId}.html";
                PageFile.Write(call, file, TearsheetHtml.Render(TearsheetModel.Of(StoredRun.FactsOf(databases, stored)), PageAssets.Echarts));
                return ExitCode.Done;
            });
    }
}
