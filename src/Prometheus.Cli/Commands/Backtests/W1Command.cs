using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Core.Metrics;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Backtests;

namespace Prometheus.Cli.Commands.Backtests;

internal static class W1Command
{
    private static readonly TableColumn[] Columns =
    [
        new("names"),
        new("sessions"),
        new("final_equity", "F2", "N2"),
        new(MetricCatalog.AnnualisedSharpe.Key, "F4"),
        new(MetricCatalog.MaxDrawdown.Key, "F4", "P2"),
        new("fills"),
    ];

    public static Command Build(CommandHost host)
    {
        var folder = new Option<string?>("--folder") { Description = "folder of one CSV a name", HelpName = "folder" };
        var market = new Option<string?>("--market") { Description = "stored market", HelpName = "id" };
        return host.Command(
            "w1",
            "run W1, the small momentum rule of the examples, over files or over a stored market",
            "prometheus backtest w1 --market US_EQ",
            [folder, market],
            call =>
            {
                W1Result result;
                switch (call.Get(folder), call.Get(market))
                {
                    case ({ } path, null):
                        result = RunW1.FromFolder(path);
                        break;
                    case (null, { } id):
                        using (var databases = new DatabasePair(call.Settings))
                            result = RunW1.FromMarket(databases, id, call.Cancellation);
                        break;
                    default:
                        throw new UserError("backtest w1 expects either --folder or --market");
                }

                call.Print(new Table(Columns, [[result.Names, result.Sessions, result.FinalEquity, result.AnnualisedSharpe, result.MaxDrawdown, result.Fills]]));
                return ExitCode.Done;
            });
    }
}
