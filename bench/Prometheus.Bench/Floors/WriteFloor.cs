namespace Prometheus.Bench.Floors;

/// <summary>
/// F_write: the rows that some tables held when it was made, written once more into the same tables, keyed and empty, by the engine's
/// plainest fast way: one binary COPY a table (PostgreSQL) or one prepared INSERT a row (SQLite), everything in one transaction, rows in key
/// order. The rows wait in memory in the form the engine takes, so nothing of the product's own work is part of the floor.
/// </summary>
internal abstract class WriteFloor
{
    /// <summary>The tables must be empty.</summary>
    public abstract void Write();
}
