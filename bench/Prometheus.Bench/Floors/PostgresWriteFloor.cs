using Npgsql;

namespace Prometheus.Bench.Floors;

/// <summary>Bytes that COPY gave are bytes that COPY takes: the server does all the work there is.</summary>
internal sealed class PostgresWriteFloor : WriteFloor
{
    private readonly string _address;
    private readonly (string Table, byte[] Bytes)[] _copies;

    public PostgresWriteFloor(string address, IReadOnlyList<string> tables)
    {
        _address = address;
        using var connection = Connect();
        _copies = tables.Select(t => (t, Read(connection, t))).ToArray();
        Rows = tables.Sum(t => Count(connection, t));
    }

    public override void Clear()
    {
        using var connection = Connect();
        Execute(connection, $"TRUNCATE {string.Join(", ", _copies.Select(c => c.Table))}");
        Execute(connection, "CHECKPOINT");
    }

    public override void Settle()
    {
        using var connection = Connect();
        Execute(connection, "CHECKPOINT");
    }

    public override void Write()
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction();
        foreach (var (table, bytes) in _copies)
        {
            using var copy = connection.BeginRawBinaryCopy($"COPY {table} FROM STDIN (FORMAT BINARY)");
            copy.Write(bytes);
        }

        transaction.Commit();
    }

    private NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection(_address);
        connection.Open();
        return connection;
    }

    private static byte[] Read(NpgsqlConnection connection, string table)
    {
        using var keys = new NpgsqlCommand(
            $"SELECT string_agg(a.attname, ', ' ORDER BY array_position(i.indkey::int[], a.attnum::int)) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) WHERE i.indrelid = '{table}'::regclass AND i.indisprimary",
            connection);
        using var bytes = new MemoryStream();
        using var copy = connection.BeginRawBinaryCopy($"COPY (SELECT * FROM {table} ORDER BY {keys.ExecuteScalar()}) TO STDOUT (FORMAT BINARY)");
        copy.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static long Count(NpgsqlConnection connection, string table)
    {
        using var command = new NpgsqlCommand($"SELECT count(*) FROM {table}", connection);
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        command.ExecuteNonQuery();
    }
}
