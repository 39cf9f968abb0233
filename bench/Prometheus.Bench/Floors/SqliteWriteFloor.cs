using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Prometheus.Bench.Floors;

/// <summary>
/// One prepared INSERT a table, its values bound row after row, in the journal mode the product uses. It speaks to the provider's raw handle,
/// because the provider's own parameters cost several times the insert itself.
/// </summary>
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
            Require(raw.sqlite3_prepare_v2(connection.Handle, $"INSERT INTO {table} VALUES ({string.Join(", ", columns.Select(_ => "?"))})", out var insert), raw.SQLITE_OK);
            using (insert)
            {
                for (var row = 0; row < columns[0].Length; row++)
                {
                    for (var c = 0; c < columns.Length; c++)
                        Require(Bind(insert, c + 1, columns[c][row]), raw.SQLITE_OK);
                    Require(raw.sqlite3_step(insert), raw.SQLITE_DONE);
                    Require(raw.sqlite3_reset(insert), raw.SQLITE_OK);
                }
            }
        }

        transaction.Commit();
    }

    private static int Bind(sqlite3_stmt insert, int position, object value) => value switch
    {
        double number => raw.sqlite3_bind_double(insert, position, number),
        long number => raw.sqlite3_bind_int64(insert, position, number),
        Text text => raw.sqlite3_bind_text(insert, position, text.Utf8),
        byte[] bytes => raw.sqlite3_bind_blob(insert, position, bytes),
        _ => raw.sqlite3_bind_null(insert, position),
    };

    private static void Require(int code, int expected)
    {
        if (code != expected)
            throw new InvalidOperationException($"SQLite answered {code}, expected {expected}");
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_file};Pooling=False");
        connection.Open();
        foreach (var pragma in new[] { "journal_mode = WAL", "synchronous = NORMAL", "cache_size = -65536" })
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA {pragma}";
            command.ExecuteNonQuery();
        }

        return connection;
    }

    /// <summary>The values column by column, boxed once, texts as bytes: repeated ones share their object.</summary>
    private static object[][] Read(SqliteConnection connection, string table)
    {
        using var select = connection.CreateCommand();
        select.CommandText = $"SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk)";
        var keys = (string)select.ExecuteScalar()!;
        select.CommandText = $"SELECT COUNT(*) FROM {table}";
        var rows = (long)select.ExecuteScalar()!;
        select.CommandText = $"SELECT * FROM {table} ORDER BY {keys}";
        using var reader = select.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(_ => new object[rows]).ToArray();
        var shared = new Dictionary<string, Text>(StringComparer.Ordinal);
        for (var row = 0; reader.Read(); row++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                var value = reader.GetValue(c);
                columns[c][row] = value is string text ? shared.TryGetValue(text, out var known) ? known : shared[text] = new Text(Encoding.UTF8.GetBytes(text)) : value;
            }
        }

        return columns;
    }

    private sealed record Text(byte[] Utf8);
}
