using Npgsql;
using Prometheus.Core.Errors;
using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>A unit of work on a PostgreSQL server.</summary>
internal sealed class PostgresTransactionScope(PostgresDatabase database, NpgsqlConnection connection, NpgsqlTransaction transaction)
    : DatabaseTransaction(database, connection, transaction)
{
    private const string Incoming = "incoming_rows";

    /// <summary>From this many rows on it pays to take the whole table.</summary>
    private const int LargeRange = 50_000;

    /// <summary>Share of the table from which rebuilding its key is cheaper than inserting beside dead entries.</summary>
    private const double RekeyShare = 0.2;

    private protected override long ReplaceRows(TableShape table, KeyRange range, Action<RowWriter> write)
    {
        var restoreKey = Clear(table, range);
        var rows = Copy(table, table.QuotedName, write);
        if (restoreKey is not null)
            Guarded(table, () => Execute(restoreKey));
        return rows;
    }

    private protected override long InsertRows(TableShape table, Action<RowWriter> write) => Copy(table, table.QuotedName, write);

    private protected override long UpsertRows(TableShape table, Action<RowWriter> write)
    {
        Execute($"CREATE TEMPORARY TABLE {Incoming} (LIKE {table.QuotedName} INCLUDING DEFAULTS) ON COMMIT DROP");
        var rows = Copy(table, Incoming, write);
        var merge = $"INSERT INTO {table.QuotedName} ({table.ColumnList}) SELECT {table.ColumnList} FROM {Incoming} ORDER BY {table.KeyList} {table.OnConflict}";
        Guarded(table, () => Execute(merge));
        Execute($"DROP TABLE {Incoming}");
        return rows;
    }

    public override int[] NewKeys(string table, string column, int count) =>
        [.. Query<int>("SELECT nextval(pg_get_serial_sequence(@table, @column))::int FROM generate_series(1, @count)", new { table, column, count }).Order()];

    public override void Lock(string table) => Execute($"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE");

    /// <summary>
    /// Empties the range in the cheapest way that is right. New rows that meet dead ones of the same key cost several times a fresh insert,
    /// so a large range is not deleted under a live key: it is truncated where it is the whole table, else the key is dropped first.
    /// </summary>
    /// <returns>The statement that restores the key once the rows are in, or null.</returns>
    private string? Clear(TableShape table, KeyRange range)
    {
        var firstRows = $"SELECT 1 FROM {table.QuotedName} WHERE {range.Condition} LIMIT {LargeRange}";
        var present = Scalar<long>($"SELECT COUNT(*) FROM ({firstRows}) AS present", range.Parameters);
        if (present == 0)
            return null;
        if (present == LargeRange && TryLock(table))
        {
            // Nobody else can write any more, so what is counted now stays true.
            var (inside, all) = Query<(long, long)>(
                $"SELECT COUNT(*) FILTER (WHERE {range.Condition}), COUNT(*) FROM {table.QuotedName}", range.Parameters)[0];
            if (inside == all)
            {
                Execute($"TRUNCATE {table.QuotedName}");
                return null;
            }

            if (inside >= all * RekeyShare)
                return DeleteWithoutKey(table, range);
        }

        Execute($"DELETE FROM {table.QuotedName} WHERE {range.Condition}", range.Parameters);
        return null;
    }

    private string DeleteWithoutKey(TableShape table, KeyRange range)
    {
        var (name, definition) = Query<(string, string)>(
            "SELECT conname::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = @table::regclass AND contype = 'p'",
            new { table = table.QuotedName })[0];
        Execute($"ALTER TABLE {table.QuotedName} DROP CONSTRAINT {TableShape.Quote(name)}");
        Execute($"DELETE FROM {table.QuotedName} WHERE {range.Condition}", range.Parameters);
        return $"ALTER TABLE {table.QuotedName} ADD CONSTRAINT {TableShape.Quote(name)} {definition}";
    }

    /// <summary>Takes the table for this transaction alone, or gives up soon where another one works on it or the role does not own it.</summary>
    private bool TryLock(TableShape table)
    {
        if (!Scalar<bool>("SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = @table::regclass", new { table = table.QuotedName }))
            return false;

        // Longer than a second: that is how long a waiting lock lets an automatic vacuum go on.
        Execute("SAVEPOINT before_lock; SET LOCAL lock_timeout = '3s'");
        try
        {
            Execute($"LOCK TABLE {table.QuotedName} IN ACCESS EXCLUSIVE MODE");
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            Execute("ROLLBACK TO SAVEPOINT before_lock");
            return false;
        }

        Execute("SET LOCAL lock_timeout TO DEFAULT; RELEASE SAVEPOINT before_lock");
        return true;
    }

    private long Copy(TableShape table, string target, Action<RowWriter> write) => Guarded(table, () =>
    {
        using var stream = ((NpgsqlConnection)Connection).BeginRawBinaryCopy($"COPY {target} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)");
        var rows = new PostgresRowWriter(stream, table);
        try
        {
            write(rows);
            rows.Complete();
        }
        catch
        {
            stream.Cancel();
            throw;
        }

        return rows.Rows;
    });

    private static T Guarded<T>(TableShape table, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (PostgresException error) when (error.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            var detail = error.Detail is { } more ? $" ({more.TrimEnd('.')})" : "";
            throw new DataError($"table {table.Name}: {error.MessageText}{detail}", error);
        }
    }
}
