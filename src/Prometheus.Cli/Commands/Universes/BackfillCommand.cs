using System.CommandLine;
using Prometheus.Cli.Hosting;

namespace Prometheus.Cli.Commands.Universes;

internal static class BackfillCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var flags = new UniverseFlags("CORE_EQ_<REGION>");
        return host.Command(
            name,
            "select a universe on every session of a range and save its members, states and scores",
            $"{host.Line("universe", name)} --region US --start 2022-01-03 --end 2022-12-30",
            flags.Symbols,
            call =>
            {
                flags.Run(call, flags.Read(call));
                return ExitCode.Done;
            });
    }
}
