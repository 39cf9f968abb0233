using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Databases;
using Prometheus.Jobs;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>Runs the backfill of a joint space and says what was written.</summary>
internal static class JointWork
{
    public static int Run(Invocation call, string what, JobOptions job, Func<DatabasePair, JobRunner, IProgress<JobProgress>, JobOutcome> backfill)
    {
        using var databases = new DatabasePair(call.Settings);
        JobOutcome outcome;
        using (var progress = new JobProgressLine(call.Host.Error, what))
            outcome = backfill(databases, new JobRunner(TimeProvider.System), progress);
        call.Cancellation.ThrowIfCancellationRequested();
        call.Say(FormattableString.Invariant($"{what}: {outcome.Done} units written with {outcome.Rows} rows, {outcome.Skipped} were there already"));
        return ExitCode.Done;
    }
}
