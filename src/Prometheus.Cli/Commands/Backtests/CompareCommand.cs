using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Comparisons;
using Prometheus.Reports.Markup;
using Prometheus.Workflows.Backtests;

namespace Prometheus.Cli.Commands.Backtests;

internal static class CompareCommand
{
    public static Command Build(CommandHost host)
    {
        var runs = new Argument<string[]>("runs") { Description = "run ids, or their first characters; the others are compared with the first", Arity = ArgumentArity.OneOrMore };
        var html = new Option<string?>("--html") { Description = "also write one self-contained HTML page", HelpName = "file" };
        return host.Command(
            "compare",
            "put stored runs side by side: metrics, paired returns, common holdings, what they were given differently",
            "prometheus backtest compare 1f0c 7a2e",
            [runs, html],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var model = CompareRuns.Execute(databases, call.Get(runs));
                call.Print(ComparisonTable.Of(model));
                if (call.Get(html) is { } file)
                    PageFile.Write(call, file, ComparisonHtml.Render(model, PageAssets.Echarts));
                return ExitCode.Done;
            });
    }
}
