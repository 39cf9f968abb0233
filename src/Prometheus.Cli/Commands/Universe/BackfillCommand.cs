using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Jobs;
using Prometheus.Storage.Databases;
using Prometheus.Workflows.Universes;

namespace Prometheus.Cli.Commands.Universe;

internal static class BackfillCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var flags = new UniverseFlags("CORE_EQ_<REGION>");
        return host.Command(
            name,
            "select a universe on every session of a range and save its members, states and scores",
            $"prometheus {(host.CsvOnly ? "script" : "universe")} {name} --region US --start 2022-01-03 --end 2022-12-30",
            flags.Symbols,
            call =>
            {
                var options = flags.Read(call);
                using var databases = new DatabasePair(call.Settings);
                using var progress = new JobProgressLine(call.Host.Error, "universe");
                var outcome = BackfillUniverse.Execute(
                    databases,
                    options,
                    new JobOptions { Workers = call.Workers(flags.Workers), Force = call.Get(flags.Force) },
                    new JobRunner(TimeProvider.System),
                    progress,
                    call.Cancellation);
                call.Cancellation.ThrowIfCancellationRequested();
                call.Say(UniverseFlags.Summary(options, outcome));
                return ExitCode.Done;
            });
    }
}
