using System.CommandLine;
using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Data;

namespace Prometheus.Cli.Commands.Data;

internal static class ImportMembershipCommand
{
    public static Command Build(CommandHost host)
    {
        var file = new Option<string>("--file") { Description = "CSV with ticker, start_date and end_date (the first day out; empty: still in)", Required = true, HelpName = "path" };
        var index = new Option<string>("--index") { Description = "index id, e.g. SP500", Required = true, HelpName = "id" };
        var market = CommonOptions.Market();
        var suffix = new Option<string?>("--suffix") { Description = "ending of instrument ids [the market's]", HelpName = ".US" };
        return host.Command(
            "membership",
            "import who was in an index when; stays that match no stored prices are listed",
            "prometheus data import membership --file members.csv --index SP500 --market US_EQ",
            [file, index, market, suffix],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var summary = ImportMembership.Run(databases, new ImportMembershipOptions
                {
                    Path = call.Get(file),
                    MarketId = call.Get(market),
                    IndexId = call.Get(index),
                    Suffix = call.Get(suffix),
                });
                foreach (var (spell, reason) in summary.Unmatched)
                    call.Say(string.Create(CultureInfo.InvariantCulture, $"not matched: {spell.Ticker} {spell.Start:yyyy-MM-dd}..{spell.End:yyyy-MM-dd}: {reason}"));
                call.Print(new Table(
                    ["what", "count"],
                    [
                        ["stays read", summary.Spells],
                        ["stays matched", summary.Matched],
                        ["stays not matched", summary.Unmatched.Count],
                        ["instruments", summary.Instruments],
                        ["facts changed", summary.FactsChanged],
                    ]));
                return ExitCode.Done;
            });
    }
}
