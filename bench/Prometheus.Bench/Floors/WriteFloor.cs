namespace Prometheus.Bench.Floors;

/// <summary>
/// F_write: the rows that some tables hold now, written once more into the same tables, keyed and empty, by the engine's plainest fast way:
/// one binary COPY a table (PostgreSQL) or one prepared INSERT a row (SQLite), everything in one transaction, rows in key order. The rows
/// wait in memory in the form the engine takes, so nothing of the product's own work is part of the floor.
/// </summary>
internal abstract class WriteFloor
{
    /// <summary>Rows a <see cref="Write"/> writes.</summary>
    public long Rows { get; protected set; }

    /// <summary>Empties the tables and settles the engine, so that every contender starts from the same place. Not timed.</summary>
    public abstract void Clear();

    /// <summary>Settles the engine without emptying the tables. Not timed.</summary>
    public abstract void Settle();

    /// <summary>The timed work.</summary>
    public abstract void Write();
}
