using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Workflows.Facts;

namespace Prometheus.Cli.Commands.Facts;

internal static class ImportMacroCommand
{
    public static Command Build(CommandHost host)
    {
        var options = new TextImportFlags();
        return host.Command(
            "macro",
            "import events of the economy: timestamp with zone, event_type, description, where present id, country; or a row a day: Date, Top1, Top2, …",
            "prometheus data import macro --file macro.csv --market US_EQ",
            options.TimedTexts,
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                return FactReport.Print(call, ImportMacro.Run(databases, options.Of(call, isTimed: true)), "events");
            });
    }
}
