using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Workflows.Data;

namespace Prometheus.Cli.Commands.Data;

internal static class DeriveCommand
{
    public static Command Build(CommandHost host)
    {
        var market = CommonOptions.Market();
        var workers = CommonOptions.Workers();
        var force = CommonOptions.Force();
        return host.Command(
            "derive",
            "derive daily returns and volatilities from stored prices",
            "prometheus data derive --market US_EQ",
            [market, workers, force],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                using var progress = new JobProgressLine(call.Host.Error, "returns and volatilities");
                var options = new JobOptions { Workers = call.Workers(workers), Force = call.Get(force) };
                var outcome = DeriveReturns.Execute(databases, call.Get(market), options, new JobRunner(TimeProvider.System), progress, call.Cancellation);
                call.Cancellation.ThrowIfCancellationRequested();
                call.Say($"derived: {outcome.Done} years written with {outcome.Rows} rows, {outcome.Skipped} were there already");
                return ExitCode.Done;
            });
    }
}
