using Npgsql;

namespace Prometheus.Bench.Floors;

/// <summary>Bytes that COPY gave are bytes that COPY takes: the server does all the work there is.</summary>
internal sealed class PostgresWriteFloor : WriteFloor
{
    // A span beyond the client's buffer is sent as one message, and the server hangs up on one of a gigabyte.
    private const int Piece = 1 << 20;

    private readonly string _address;
    private readonly (string Table, byte[] Bytes)[] _copies;

    public PostgresWriteFloor(string address, IReadOnlyList<string> tables)
    {
        _address = address;
        using var connection = Connect();
        _copies = tables.Select(t => (t, Read(connection, t))).ToArray();
    }

    public override void Write()
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction();
        foreach (var (table, bytes) in _copies)
        {
            using var copy = connection.BeginRawBinaryCopy($"COPY {table} FROM STDIN (FORMAT BINARY)");
            for (var at = 0; at < bytes.Length; at += Piece)
                copy.Write(bytes.AsSpan(at, Math.Min(Piece, bytes.Length - at)));
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
}
