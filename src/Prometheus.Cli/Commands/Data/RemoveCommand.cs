using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Workflows.Data;

namespace Prometheus.Cli.Commands.Data;

internal static class RemoveCommand
{
    public static Command Build(CommandHost host)
    {
        var id = new Argument<string>("instrument") { Description = "an id such as AAPL.US" };
        return host.Command(
            "remove",
            "take an instrument out of the store: bars, actions, facts and what is about it alone; refresh then makes the rest again without it",
            "prometheus data remove SYN040.US",
            [id],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var rows = RemoveInstrument.Execute(databases, call.Get(id), call.Cancellation);
                call.Say(FormattableString.Invariant($"removed {call.Get(id)}: {rows} rows; 'prometheus refresh' makes again what was computed with it"));
                return ExitCode.Done;
            });
    }
}
