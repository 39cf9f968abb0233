using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Workflows.Facts;

namespace Prometheus.Cli.Commands.Facts;

internal static class ImportFilingsCommand
{
    public static Command Build(CommandHost host)
    {
        var options = new TextImportFlags();
        return host.Command(
            "filings",
            "import filings: issuer or symbol, type, date, text, where present id, known_on; else known from the next session on",
            "prometheus data import filings --file filings.jsonl --market US_EQ",
            options.Texts,
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                return FactReport.Print(call, ImportDocuments.Filings(databases, options.Of(call, isTimed: false)), "filings");
            });
    }
}
