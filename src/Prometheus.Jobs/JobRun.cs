using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Prometheus.Databases;

namespace Prometheus.Jobs;

/// <summary>One run of a job: workers fill a short queue, the calling thread empties it into the database.</summary>
internal sealed class JobRun<TResult>(
    Database database,
    Job<TResult> job,
    IReadOnlyList<JobUnit> pending,
    bool clearFirst,
    int workers,
    TimeProvider clock,
    IProgress<JobProgress>? progress,
    CancellationToken cancellation)
{
    private readonly long _began = clock.GetTimestamp();
    private readonly int _skipped = job.Units.Count - pending.Count;
    private int _done;
    private long _rows;

    /// <summary>Of the units without a row, until one has some: then it is known that something matched.</summary>
    private DatabaseTransaction? _held;

    public JobOutcome Execute()
    {
        try
        {
            var outcome = RunUnits();
            if (_rows == 0 && !outcome.WasCancelled && job.WhenNothing?.Invoke() is { } nothing)
                throw nothing;
            _held?.Commit();
            return outcome;
        }
        finally
        {
            _held?.Dispose();
        }
    }

    private JobOutcome RunUnits()
    {
        Report();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

        // The queue is short so that computed units do not pile up in memory behind a slower database.
        using var computed = new BlockingCollection<(JobUnit Unit, TResult Result)>(boundedCapacity: workers);
        var computing = Task.Run(() => ComputeAll(computed, stop), CancellationToken.None);
        try
        {
            foreach (var (unit, result) in computed.GetConsumingEnumerable(CancellationToken.None))
            {
                Save(unit, result);
                Report();
            }
        }
        catch
        {
            // Saving failed: let the workers run out before the error leaves, so that nothing computes behind the caller's back.
            stop.Cancel();
            foreach (var _ in computed.GetConsumingEnumerable(CancellationToken.None))
            {
            }

            throw;
        }

        var failure = computing.GetAwaiter().GetResult();
        failure?.Throw();
        return new JobOutcome(_done, _skipped, _rows, WasCancelled: _done < pending.Count);
    }

    /// <summary>Returns the first failure, if any.</summary>
    private ExceptionDispatchInfo? ComputeAll(BlockingCollection<(JobUnit Unit, TResult Result)> computed, CancellationTokenSource stop)
    {
        ExceptionDispatchInfo? failure = null;
        try
        {
            // Unbuffered: units begin in the order of the list.
            var units = Partitioner.Create(pending, EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(units, new ParallelOptions { MaxDegreeOfParallelism = workers }, (unit, loop) =>
            {
                if (stop.IsCancellationRequested)
                {
                    loop.Stop();
                    return;
                }

                try
                {
                    computed.Add((unit, job.Compute(unit, stop.Token)), CancellationToken.None);
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    loop.Stop();
                }
                catch (Exception error)
                {
                    Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
                    stop.Cancel();
                    loop.Stop();
                }
            });
            return failure;
        }
        finally
        {
            computed.CompleteAdding();
        }
    }

    private void Save(JobUnit unit, TResult result)
    {
        var transaction = _held ??= database.Begin();
        if (clearFirst && _done == 0)
            ForgetAll(transaction);
        var rows = job.Save(transaction, unit, result);
        transaction.Execute(
            """
            INSERT INTO job_units (job_key, unit_key, inputs_digest, rows, finished_at) VALUES (@job, @unit, @digest, @rows, @now)
            ON CONFLICT (job_key, unit_key) DO UPDATE SET inputs_digest = excluded.inputs_digest, rows = excluded.rows, finished_at = excluded.finished_at
            """,
            new { job = job.Key, unit = unit.Key, digest = unit.InputsDigest, rows, now = clock.GetUtcNow() });
        _done++;
        _rows += rows;
        if (_rows == 0 && job.WhenNothing is not null)
            return;
        transaction.Commit();
        transaction.Dispose();
        _held = null;
    }

    /// <summary>Units whose rows are gone are unfinished: a run that ends early is continued by the next.</summary>
    private void ForgetAll(DatabaseTransaction transaction)
    {
        job.Clear!(transaction);
        transaction.Execute("DELETE FROM job_units WHERE job_key = @job AND unit_key IN @units", new { job = job.Key, units = pending.Select(u => u.Key).ToArray() });
    }

    private void Report() => progress?.Report(new JobProgress(job.Units.Count, _skipped + _done, _skipped, _rows, clock.GetElapsedTime(_began)));
}
