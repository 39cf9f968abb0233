using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Workflows.Data;

namespace Prometheus.Cli.Commands.Data;

internal static class ImportInstrumentsCommand
{
    public static Command Build(CommandHost host)
    {
        var file = new Option<string>("--file") { Description = "CSV with symbol or instrument_id, and any of market, exchange, currency, listed, delisted, delisting_return, issuer, name", Required = true, HelpName = "path" };
        var market = new Option<string?>("--market") { Description = "market of the rows that name none", HelpName = "id" };
        var suffix = new Option<string?>("--suffix") { Description = "ending of instrument ids [the market's]", HelpName = ".US" };
        return host.Command(
            "instruments",
            "import who is listed where, since when and until when",
            "prometheus data import instruments --file instruments.csv --market US_EQ",
            [file, market, suffix],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                call.Print(ReferenceSummaryTable.Of(ImportInstruments.Run(
                    databases, new ImportInstrumentsOptions { Path = call.Get(file), MarketId = call.Get(market), Suffix = call.Get(suffix) })));
                return ExitCode.Done;
            });
    }
}
