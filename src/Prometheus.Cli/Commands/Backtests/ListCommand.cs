using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Metrics;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Runs;

namespace Prometheus.Cli.Commands.Backtests;

internal static class ListCommand
{
    private static readonly TableColumn[] Columns =
    [
        new("run_id", TerminalWidth: 8),
        new("sleeve_id"),
        new("start_date"),
        new("end_date"),
        new(MetricCatalog.CumulativeReturn.Key, "F6", "P2"),
        new(MetricCatalog.AnnualisedSharpe.Key, "F4", "F2"),
        new(MetricCatalog.MaxDrawdown.Key, "F6", "P2"),
        new("error"),
        new("superseded_by", TerminalWidth: 8),
    ];

    public static Command Build(CommandHost host)
    {
        var strategy = new Option<string?>("--strategy-id") { Description = "only this strategy", HelpName = "id" };
        var limit = DeclaredOption.Of<ViewOptions, int>(nameof(ViewOptions.Limit), "--limit", "most rows", "n", 50);
        return host.Command(
            "list",
            "list stored runs, newest end date first",
            "prometheus backtest list",
            [strategy, limit],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var runs = RunStore.Summaries(databases.Runtime, call.Get(strategy), call.Get(limit));
                call.Print(new Table(Columns, runs.Select(Row).ToArray()));
                return runs.Count > 0 ? ExitCode.Done : ExitCode.NothingMatched;
            });
    }

    private static object?[] Row(RunRow run)
    {
        var metrics = run.Metrics();
        return
        [
            run.RunId, run.SleeveId, run.StartDate, run.EndDate, metrics.GetValueOrDefault(MetricCatalog.CumulativeReturn.Key, double.NaN),
            metrics.GetValueOrDefault(MetricCatalog.AnnualisedSharpe.Key, double.NaN), metrics.GetValueOrDefault(MetricCatalog.MaxDrawdown.Key, double.NaN), run.Error, run.SupersededBy,
        ];
    }
}
