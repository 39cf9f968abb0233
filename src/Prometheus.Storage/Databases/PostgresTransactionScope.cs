using Npgsql;
using Prometheus.Core.Errors;
using Prometheus.Storage.Bulk;

namespace Prometheus.Storage.Databases;

/// <summary>A unit of work on a PostgreSQL server.</summary>
internal sealed class PostgresTransactionScope(PostgresDatabase database, NpgsqlConnection connection, NpgsqlTransaction transaction)
    : DatabaseTransaction(database, connection, transaction)
{
    private const string Incoming = "incoming_rows";

    public override long Replace(TableShape table, KeyRange range, Action<RowWriter> write)
    {
        Clear(table, range);
        return Copy(table, table.QuotedName, write);
    }

    public override long Upsert(TableShape table, Action<RowWriter> write)
    {
        Execute($"CREATE TEMPORARY TABLE {Incoming} (LIKE {table.QuotedName} INCLUDING DEFAULTS) ON COMMIT DROP");
        var rows = Copy(table, Incoming, write);
        Guarded(table, () => Execute($"INSERT INTO {table.QuotedName} ({table.ColumnList}) SELECT {table.ColumnList} FROM {Incoming} ORDER BY {table.KeyList} {table.OnConflict}"));
        Execute($"DROP TABLE {Incoming}");
        return rows;
    }

    /// <summary>Empties the range: not at all where it is empty, by TRUNCATE where it is the whole table and nobody else is there, else row by row.</summary>
    private void Clear(TableShape table, KeyRange range)
    {
        if (!Exists($"SELECT 1 FROM {table.QuotedName} WHERE {range.Condition}", range.Parameters))
            return;
        if (!Exists(Outside(table, range), range.Parameters) && TryTruncate(table, range))
            return;
        Execute($"DELETE FROM {table.QuotedName} WHERE {range.Condition}", range.Parameters);
    }

    /// <summary>
    /// TRUNCATE removes rows of others that were committed after the first look, so the table is locked before the second. Where another
    /// process holds it, the caller deletes instead of waiting.
    /// </summary>
    private bool TryTruncate(TableShape table, KeyRange range)
    {
        Execute("SAVEPOINT before_lock");
        try
        {
            Execute($"LOCK TABLE {table.QuotedName} IN ACCESS EXCLUSIVE MODE NOWAIT");
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.InsufficientPrivilege)
        {
            Execute("ROLLBACK TO SAVEPOINT before_lock");
            return false;
        }

        Execute("RELEASE SAVEPOINT before_lock");
        if (Exists(Outside(table, range), range.Parameters))
            return false;
        Execute($"TRUNCATE {table.QuotedName}");
        return true;
    }

    private static string Outside(TableShape table, KeyRange range) => $"SELECT 1 FROM {table.QuotedName} WHERE NOT ({range.Condition})";

    private bool Exists(string select, object? parameters) => Scalar<bool>($"SELECT EXISTS ({select})", parameters);

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
            throw new DataError($"table {table.Name}: {error.MessageText}{(error.Detail is { } detail ? $" ({detail.TrimEnd('.')})" : "")}", error);
        }
    }
}
