using Prometheus.Core.Errors;
using Prometheus.Databases;

namespace Prometheus.Jobs;

/// <summary>A list of units and how to do one. All of them write the same logical database; a flow that needs both is two jobs.</summary>
/// <typeparam name="TResult">What computing a unit yields and saving it consumes.</typeparam>
public sealed record Job<TResult>
{
    /// <summary>Names the job in <c>job_units</c>, for example <c>stab backfill US_EQ</c>.</summary>
    public required string Key { get; init; }

    /// <summary>In the order they should be begun.</summary>
    public required IReadOnlyList<JobUnit> Units { get; init; }

    /// <summary>Computes a unit. Runs on several threads at once and writes nothing.</summary>
    public required Func<JobUnit, CancellationToken, TResult> Compute { get; init; }

    /// <summary>Saves a computed unit inside its transaction and returns the number of rows. Runs on one thread.</summary>
    public required Func<DatabaseTransaction, JobUnit, TResult, long> Save { get; init; }

    /// <summary>
    /// Empties the ranges of all units at once, inside the transaction of the first unit saved, when every unit is done again: on PostgreSQL
    /// a new row beside a dead one of the same key costs several fresh ones. Null where the units are small.
    /// </summary>
    public Action<DatabaseTransaction>? Clear { get; init; }

    /// <summary>
    /// Asked where no unit saved a row: the error that says nothing matched, or null where that is a result too, because rows were there before. With
    /// an error nothing is written at all, not even that the units are done. Null where a job may always come out empty.
    /// </summary>
    public Func<NothingMatchedError?>? WhenNothing { get; init; }
}

/// <summary>
/// One piece of long work, small enough to be done in one transaction and to be sent elsewhere: it says what to do, never how. Two units of a
/// job own disjoint rows.
/// </summary>
/// <param name="Kind">What is done, for example <c>stability</c>.</param>
/// <param name="Range">Which dates, for example <c>2010-01-04..2010-12-31</c>.</param>
/// <param name="Block">Which part of the names, for example <c>US_EQ</c>.</param>
/// <param name="OptionsHash">Hash of the options; other options are other rows.</param>
/// <param name="InputsDigest">Digest of everything the unit reads; while it stays the same, a finished unit need not be done again.</param>
public sealed record JobUnit(string Kind, string Range, string Block, string OptionsHash, string InputsDigest)
{
    /// <summary>Names the unit within its job; the inputs are not part of it.</summary>
    public string Key => $"{Kind}|{Range}|{Block}|{OptionsHash}";
}
