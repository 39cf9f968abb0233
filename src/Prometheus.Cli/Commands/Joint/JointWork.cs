using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Jobs;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>Runs one backfill of a joint space after the other and says what was written.</summary>
internal static class JointWork
{
    public static int Run(Invocation call, string what, JobOptions job, params IReadOnlyList<Func<DatabasePair, JobRunner, IProgress<JobProgress>, JobOutcome>> backfills)
    {
        Guard.AtLeast(job.Workers, 1, "--max-workers");
        using var databases = new DatabasePair(call.Settings);
        var (done, skipped, rows) = (0, 0, 0L);
        using (var progress = new JobProgressLine(call.Host.Error, what))
        {
            foreach (var backfill in backfills)
            {
                var outcome = backfill(databases, new JobRunner(TimeProvider.System), progress);
                call.Cancellation.ThrowIfCancellationRequested();
                (done, skipped, rows) = (done + outcome.Done, skipped + outcome.Skipped, rows + outcome.Rows);
            }
        }

        call.Say(FormattableString.Invariant($"{what}: {done} units written with {rows} rows, {skipped} were there already"));
        return ExitCode.Done;
    }
}
