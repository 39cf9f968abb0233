using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Workflows.Data;

namespace Prometheus.Cli.Commands.Data;

internal static class ImportSectorsCommand
{
    public static Command Build(CommandHost host)
    {
        var file = new Option<string>("--file") { Description = "CSV with Symbol, Sector and, where known, Industry, Country, as_of_date and known_on", Required = true, HelpName = "path" };
        var market = CommonOptions.Market();
        var suffix = new Option<string?>("--suffix") { Description = "ending of instrument ids [the market's]", HelpName = ".US" };
        return host.Command(
            "sectors",
            "import sectors; without dates they are assumed from the beginning, and results say so",
            "prometheus data import sectors --file sectors.csv --market US_EQ",
            [file, market, suffix],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                call.Print(ReferenceSummaryTable.Of(ImportSectors.Run(
                    databases, new ImportSectorsOptions { Path = call.Get(file), MarketId = call.Get(market), Suffix = call.Get(suffix) })));
                return ExitCode.Done;
            });
    }
}
