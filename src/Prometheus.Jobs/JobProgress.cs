namespace Prometheus.Jobs;

/// <summary>How far a job is.</summary>
/// <param name="Units">All units of the job.</param>
/// <param name="Done">Units that are in the database, skipped ones included.</param>
/// <param name="Skipped">Units that were there already.</param>
/// <param name="Rows">Rows written by this run.</param>
/// <param name="Elapsed">Since the run began.</param>
public readonly record struct JobProgress(int Units, int Done, int Skipped, long Rows, TimeSpan Elapsed)
{
    /// <summary>Rows a second; 0 before the first unit is done.</summary>
    public double RowsPerSecond => Elapsed > TimeSpan.Zero ? Rows / Elapsed.TotalSeconds : 0;

    /// <summary>Time left at the pace so far; null before the first unit is done.</summary>
    public TimeSpan? Remaining => Done > Skipped ? Elapsed / (Done - Skipped) * (Units - Done) : null;
}
