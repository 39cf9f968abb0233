using Microsoft.Data.Sqlite;

namespace Prometheus.Bench.Floors;

/// <summary>One prepared INSERT a table, its parameters set row after row, in the journal mode the product uses.</summary>
internal sealed class SqliteWriteFloor : WriteFloor
{
    private readonly string _file;
    private readonly (string Table, object[][] Columns)[] _tables;

    public SqliteWriteFloor(string file, IReadOnlyList<string> tables)
    {
        _file = file;
        using var connection = Connect();
        _tables = tables.Select(t => (t, Read(connection, t))).ToArray();
    }

    public override void Write()
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction();
        foreach (var (table, columns) in _tables)
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", columns.Select((_, c) => $"$p{c}"))})";
            var parameters = columns.Select((_, c) => insert.Parameters.AddWithValue($"$p{c}", DBNull.Value)).ToArray();
            insert.Prepare();
            for (var row = 0; row < columns[0].Length; row++)
            {
                for (var c = 0; c < parameters.Length; c++)
                    parameters[c].Value = columns[c][row];
                insert.ExecuteNonQuery();
            }
        }

        transaction.Commit();
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_file};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "PRAGMA synchronous = NORMAL");
        Execute(connection, "PRAGMA cache_size = -65536");
        return connection;
    }

    /// <summary>The values column by column, boxed once: repeated texts share their object.</summary>
    private static object[][] Read(SqliteConnection connection, string table)
    {
        var keys = new List<string>();
        var count = 0;
        using (var info = connection.CreateCommand())
        {
            info.CommandText = $"SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk";
            using var names = info.ExecuteReader();
            while (names.Read())
                keys.Add(names.GetString(0));
        }

        using var select = connection.CreateCommand();
        select.CommandText = $"SELECT COUNT(*) FROM {table}";
        var rows = (long)select.ExecuteScalar()!;
        select.CommandText = $"SELECT * FROM {table} ORDER BY {string.Join(", ", keys)}";
        using var reader = select.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(_ => new object[rows]).ToArray();
        var shared = new Dictionary<string, object>(StringComparer.Ordinal);
        for (; reader.Read(); count++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                var value = reader.GetValue(c);
                columns[c][count] = value is string text && !shared.TryAdd(text, text) ? shared[text] : value;
            }
        }

        return columns;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
