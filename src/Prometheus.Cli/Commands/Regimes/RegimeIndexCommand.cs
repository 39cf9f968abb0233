using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Workflows.Regimes;

namespace Prometheus.Cli.Commands.Regimes;

/// <summary><c>regime index</c>: shows or records what a region's regimes are measured on.</summary>
internal static class RegimeIndexCommand
{
    public static Command Build(CommandHost host)
    {
        var region = RegimeFlags.Region();
        var instrument = new Option<string?>("--instrument-id") { Description = "index whose volatility, trend and drawdown count from now on", HelpName = "id" };
        var replace = RegimeFlags.Replace();
        return host.Command(
            "index",
            "show or record the instrument a region's regimes are measured on",
            "prometheus regime index --region US",
            [region, instrument, replace],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                if (call.Get(instrument) is { } index)
                    RegimeIndexSetting.Declare(databases, call.Get(region), index, call.Get(replace));
                call.Host.Output.WriteLine($"regimes of {call.Get(region)} are measured on {RegimeIndexSetting.Read(databases, call.Get(region)) ?? "the equal-weight market"}");
                return ExitCode.Done;
            });
    }
}
