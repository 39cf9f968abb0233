using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;

namespace Prometheus.Cli.Commands.Data;

/// <summary>The seeds' download of vendor prices: its command line is understood, and answered with the way prices come in today.</summary>
internal static class BackfillVendorCommand
{
    public static Command Build(CommandHost host)
    {
        var start = CommonOptions.Start(required: false);
        start.Aliases.Add("--from");
        var end = CommonOptions.End(required: false);
        end.Aliases.Add("--to");
        var limit = DeclaredOption.Of<ViewOptions, int?>(nameof(ViewOptions.Limit), "--limit", "instruments at most", "n");
        var offset = DeclaredOption.Of<ViewOptions, int?>(nameof(ViewOptions.Offset), "--offset", "instruments passed over", "n");
        var suffix = new Option<string?>("--suffix") { Description = "ending of instrument ids", HelpName = ".US" };
        var currency = new Option<string?>("--currency") { Description = "currency of the prices", HelpName = "USD" };
        return host.Command(
            "backfill_eodhd_us_eq",
            "download prices of a vendor: not built yet, see data import prices",
            "prometheus data import prices --file prices.csv.gz --market US_EQ",
            [start, end, limit, offset, suffix, currency],
            _ => throw new UserError(
                "prices cannot be downloaded from a vendor yet: save them as a file and run prometheus data import prices --file FILE --market US_EQ"));
    }
}
