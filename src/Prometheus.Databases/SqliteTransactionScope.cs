using Microsoft.Data.Sqlite;
using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>A unit of work on an embedded database; it holds the write lock from its first moment.</summary>
internal sealed class SqliteTransactionScope(SqliteDatabase database, SqliteConnection connection, SqliteTransaction transaction)
    : DatabaseTransaction(database, connection, transaction)
{
    private protected override long ReplaceRows(TableShape table, KeyRange range, Action<RowWriter> write)
    {
        // Without a WHERE clause SQLite drops whole pages instead of visiting rows.
        var coversAll = range == KeyRange.All
            || Scalar<long>($"SELECT EXISTS (SELECT 1 FROM {table.QuotedName} WHERE NOT ({range.Condition}))", range.Parameters) == 0;
        var delete = $"DELETE FROM {table.QuotedName}";
        if (coversAll)
            Execute(delete);
        else
            Execute($"{delete} WHERE {range.Condition}", range.Parameters);
        return Write(table, write, conflict: "");
    }

    private protected override long InsertRows(TableShape table, Action<RowWriter> write) => Write(table, write, conflict: "");

    private protected override long UpsertRows(TableShape table, Action<RowWriter> write) => Write(table, write, table.OnConflict);

    public override int[] NewKeys(string table, string column, int count)
    {
        var first = 1 + Scalar<int>($"SELECT MAX({column}) FROM {table}");
        return [.. Enumerable.Range(first, count)];
    }

    public override void Lock(string table)
    {
        // The one writer has everything.
    }

    private long Write(TableShape table, Action<RowWriter> write, string conflict)
    {
        var values = string.Join(", ", Enumerable.Range(1, table.Columns.Length).Select(i => $"?{i}"));
        var insert = $"INSERT INTO {table.QuotedName} ({table.ColumnList}) VALUES ({values}) {conflict}";
        using var rows = new SqliteRowWriter((SqliteConnection)Connection, table, insert);
        write(rows);
        rows.Complete();
        return rows.Rows;
    }
}
