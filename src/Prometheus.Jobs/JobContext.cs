using Prometheus.Databases;

namespace Prometheus.Jobs;

/// <summary>How the jobs of a workflow are run: nothing here changes a result.</summary>
/// <param name="Options">Threads and force.</param>
/// <param name="Runner">Keeps count.</param>
/// <param name="Progress">Told about finished units.</param>
/// <param name="Cancellation">Ends after the present unit.</param>
public sealed record JobContext(JobOptions Options, JobRunner Runner, IProgress<JobProgress>? Progress = null, CancellationToken Cancellation = default)
{
    /// <summary>Threads.</summary>
    public int Workers => Options.Workers;

    /// <inheritdoc cref="JobRunner.Run"/>
    public JobOutcome Run<TResult>(Database database, Job<TResult> job) => Runner.Run(database, job, Options, Progress, Cancellation);
}
