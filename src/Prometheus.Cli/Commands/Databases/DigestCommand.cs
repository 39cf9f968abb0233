using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;

namespace Prometheus.Cli.Commands.Databases;

internal static class DigestCommand
{
    public static Command Build(CommandHost host)
    {
        var tables = new Option<bool>("--tables") { Description = "one row a table" };
        return host.Command(
            "digest",
            "print one hash of everything stored; equal hashes mean equal databases, across engines too",
            "prometheus db digest --tables",
            [tables],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var digests = Enum.GetValues<LogicalDatabase>().Select(name => DatabaseDigest.Compute(databases[name], call.Cancellation)).ToArray();
                call.Print(call.Get(tables)
                    ? new Table(["database", "table", "rows", "digest"], digests.SelectMany(d => d.Tables.Select(t => new object?[] { NameOf(d.Database), t.Table, t.Rows, t.Digest })).ToArray())
                    : new Table(["database", "digest"], digests.Select(d => new object?[] { NameOf(d.Database), d.Digest }).ToArray()));
                return ExitCode.Done;
            });
    }

    private static string NameOf(LogicalDatabase database) => database.ToString().ToLowerInvariant();
}
