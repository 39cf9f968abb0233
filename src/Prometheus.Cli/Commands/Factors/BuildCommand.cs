using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.States.Factors;
using Prometheus.Workflows.Factors;

namespace Prometheus.Cli.Commands.Factors;

internal static class BuildCommand
{
    public static Command Build(CommandHost host)
    {
        var market = CommonOptions.Market();
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var workers = CommonOptions.Workers();
        var force = CommonOptions.Force();
        return host.Command(
            "build",
            "save market, sector and statistical factors, the exposures of every name and month-end correlations",
            "prometheus factor build --market US_EQ --start 2022-01-03 --end 2022-12-30",
            [market, start, end, workers, force],
            call =>
            {
                var (from, to) = call.Range(start, end);
                using var databases = new DatabasePair(call.Settings);
                using var progress = new JobProgressLine(call.Host.Error, "factors");
                var options = new JobOptions { Workers = call.Workers(workers), Force = call.Get(force) };
                var outcome = BuildFactors.Execute(
                    databases, call.Get(market), from, to, FactorOptions.Default, options, new JobRunner(TimeProvider.System), progress, call.Cancellation);
                call.Cancellation.ThrowIfCancellationRequested();
                call.Say($"factors: {outcome.Done} years written with {outcome.Rows} rows, {outcome.Skipped} were there already");
                return ExitCode.Done;
            });
    }
}
