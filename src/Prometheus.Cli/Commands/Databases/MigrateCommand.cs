using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Conversions;

namespace Prometheus.Cli.Commands.Databases;

internal static class MigrateCommand
{
    public static Command Build(CommandHost host) => host.Command(
        "migrate",
        "bring both databases to this program's schema",
        "prometheus db migrate",
        [],
        call =>
        {
            var rows = new List<object?[]>();
            foreach (var name in Enum.GetValues<LogicalDatabase>())
            {
                using var database = Database.Open(name, call.Settings);
                foreach (var step in Migrator.Migrate(database, StoreConversions.Of(name)))
                    rows.Add([name.ToString().ToLowerInvariant(), step.Version, step.Name]);
            }

            call.Print(new Table(["database", "version", "applied"], rows));
            call.Say(rows.Count == 0 ? "both databases are current" : $"applied {rows.Count} steps");
            return ExitCode.Done;
        });
}
