using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Workflows.Facts;

namespace Prometheus.Cli.Commands.Facts;

internal static class ImportTranscriptsCommand
{
    public static Command Build(CommandHost host)
    {
        var options = new TextImportFlags();
        return host.Command(
            "transcripts",
            "import transcripts of calls: issuer or symbol, date, text, where present id, known_on; else known from the next session on",
            "prometheus data import transcripts --file calls.jsonl --market US_EQ",
            options.Texts,
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                return FactReport.Print(call, ImportDocuments.Transcripts(databases, options.Of(call, isTimed: false)), "transcripts");
            });
    }
}
