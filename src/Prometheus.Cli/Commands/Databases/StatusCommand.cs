using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;

namespace Prometheus.Cli.Commands.Databases;

internal static class StatusCommand
{
    public static Command Build(CommandHost host) => host.Command(
        "status",
        "show where both databases are and which schema they have",
        "prometheus db status",
        [],
        call =>
        {
            var rows = new List<object?[]>();
            foreach (var name in Enum.GetValues<LogicalDatabase>())
            {
                using var database = Database.Open(name, call.Settings);
                var status = Migrator.Status(database);
                rows.Add([name.ToString().ToLowerInvariant(), database.Engine.ToString(), database.Description, status.Version, status.Pending.Count]);
            }

            call.Print(new Table(["database", "engine", "where", "schema_version", "pending"], rows));
            return ExitCode.Done;
        });
}
