using Prometheus.Core.Errors;
using Prometheus.Core.Options;
using Prometheus.Databases;

namespace Prometheus.Jobs;

/// <summary>
/// Runs the units of a job: several compute, one saves. Each unit is committed together with its row in <c>job_units</c> of the same
/// database, so whatever ends the run, a unit is there whole or not at all, and the same command goes on where it stopped.
/// </summary>
/// <param name="clock">The host's clock, for progress and <c>finished_at</c>.</param>
public sealed class JobRunner(TimeProvider clock)
{
    /// <summary>Runs what is not finished with the same inputs.</summary>
    /// <param name="cancellation">Ends the run after the units that are being computed; what is finished stays.</param>
    /// <exception cref="PrometheusException">A unit failed; units finished before it are committed.</exception>
    public JobOutcome Run<TResult>(
        Database database, Job<TResult> job, JobOptions options, IProgress<JobProgress>? progress = null, CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        RefuseRepeatedKeys(job);
        var pending = options.Force ? job.Units : Unfinished(database, job);
        var clearFirst = options.Force && job.Clear is not null && pending.Count > 1;
        if (AccessLog.Current is { } log && pending.Count < job.Units.Count)
            NoteSkipped(log, job.Units.Except(pending));
        return new JobRun<TResult>(database, job, pending, clearFirst, options.Workers, clock, progress, cancellation).Execute();
    }

    private static List<JobUnit> Unfinished<TResult>(Database database, Job<TResult> job)
    {
        var finished = database.Query<FinishedUnit>("SELECT unit_key, inputs_digest FROM job_units WHERE job_key = @key", new { key = job.Key })
            .ToDictionary(u => u.UnitKey, u => u.InputsDigest, StringComparer.Ordinal);
        return job.Units.Where(u => finished.GetValueOrDefault(u.Key) != u.InputsDigest).ToList();
    }

    private static void NoteSkipped(AccessLog log, IEnumerable<JobUnit> units)
    {
        foreach (var unit in units)
            log.NoteSkipped(unit.Block);
    }

    private static void RefuseRepeatedKeys<TResult>(Job<TResult> job)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var unit in job.Units)
        {
            if (!seen.Add(unit.Key))
                throw new ArgumentException($"job {job.Key} lists unit {unit.Key} twice", nameof(job));
        }
    }
}

/// <summary>A unit that is in the database, and the digest of what it was computed from.</summary>
public sealed record FinishedUnit(string JobKey, string UnitKey, string InputsDigest)
{
    /// <summary>All units of a database, by job and unit.</summary>
    public static IReadOnlyList<FinishedUnit> All(IDatabaseReads database)
        => database.Query<FinishedUnit>("SELECT job_key, unit_key, inputs_digest FROM job_units ORDER BY job_key, unit_key");

    /// <summary>Forgets the units of a job that had other options than <paramref name="unit"/>: where it writes the same rows, theirs are no longer there.</summary>
    public static void ForgetOtherOptions(DatabaseTransaction transaction, string jobKey, JobUnit unit)
        => transaction.Execute("DELETE FROM job_units WHERE job_key = @jobKey AND unit_key NOT LIKE @same", new { jobKey, same = "%|" + unit.OptionsHash });

    /// <summary>The same for those alone that share a date with <paramref name="unit"/>; the ranges of such a job read <c>yyyy-MM-dd..yyyy-MM-dd</c>.</summary>
    public static void ForgetOtherOptionsOfItsDates(DatabaseTransaction transaction, string jobKey, JobUnit unit)
    {
        // A unit's key is kind|first..last|block|options; substr counts from 1.
        var (first, last) = (unit.Kind.Length + 2, unit.Kind.Length + 14);
        transaction.Execute(
            FormattableString.Invariant(
                $"DELETE FROM job_units WHERE job_key = @jobKey AND unit_key NOT LIKE @same AND substr(unit_key, {first}, 10) <= @last AND substr(unit_key, {last}, 10) >= @first"),
            new { jobKey, same = "%|" + unit.OptionsHash, first = unit.Range[..10], last = unit.Range[12..] });
    }
}
