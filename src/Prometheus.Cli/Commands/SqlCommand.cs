using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;

namespace Prometheus.Cli.Commands;

internal static class SqlCommand
{
    public static Command Build(CommandHost host)
    {
        var statement = new Argument<string>("statement") { Description = "one SELECT" };
        var historical = new Option<bool>("--historical") { Description = "ask the historical database" };
        var runtime = new Option<bool>("--runtime") { Description = "ask the runtime database [default]" };
        return host.Command(
            "sql",
            "a read-only window into both databases",
            "prometheus sql --runtime \"select count(*) as n from backtest_runs\"",
            [statement, historical, runtime],
            (call, databases) =>
            {
                using var rows = TextRows.OfQuery(call.Get(historical) ? databases.Historical : databases.Runtime, call.Get(statement));
                var table = new List<object?[]>();
                while (rows.Next())
                    table.Add(Enumerable.Range(0, rows.Names.Count).Select(object? (c) => rows[c]).ToArray());
                return call.Print(new Table(rows.Names, table));
            });
    }
}
