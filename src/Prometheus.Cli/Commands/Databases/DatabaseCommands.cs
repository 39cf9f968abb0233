using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Conversions;

namespace Prometheus.Cli.Commands.Databases;

/// <summary><c>db</c>: the two databases themselves.</summary>
internal static class DatabaseCommands
{
    public static Command Digest(CommandHost host)
    {
        var tables = new Option<bool>("--tables") { Description = "one row a table" };
        return host.Command(
            "digest",
            "print one hash of everything stored; equal hashes mean equal databases, across engines too",
            "prometheus db digest --tables",
            [tables],
            (call, databases) =>
            {
                var digests = Enum.GetValues<LogicalDatabase>().Select(name => DatabaseDigest.Compute(databases[name], call.Cancellation)).ToArray();
                return call.Print(call.Get(tables)
                    ? new Table(["database", "table", "rows", "digest"], digests.SelectMany(d => d.Tables.Select(t => new object?[] { NameOf(d.Database), t.Table, t.Rows, t.Digest })).ToArray())
                    : new Table(["database", "digest"], digests.Select(d => new object?[] { NameOf(d.Database), d.Digest }).ToArray()));
            });
    }

    private static string NameOf(LogicalDatabase database) => database.ToString().ToLowerInvariant();

    public static Command Migrate(CommandHost host) => host.Command(
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

    public static Command Status(CommandHost host) => host.Command(
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

            return call.Print(new Table(["database", "engine", "where", "schema_version", "pending"], rows));
        });
}
