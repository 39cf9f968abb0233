using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Prometheus.Databases.Bulk;

/// <summary>Reads columns through the provider's typed getters, without an object a value.</summary>
internal sealed class PostgresRowReader : RowReader
{
    private readonly NpgsqlDataReader _reader;
    private readonly IDisposable _wrapper;
    private readonly DbConnection? _connection;
    private readonly string?[] _last;

    public PostgresRowReader(NpgsqlDataReader reader, IDisposable wrapper, DbConnection? connection)
    {
        _reader = reader;
        _wrapper = wrapper;
        _connection = connection;
        _last = new string?[reader.FieldCount];
    }

    public override int Columns => _last.Length;

    public override bool Next() => _reader.Read();

    public override string NameOf(int column) => _reader.GetName(column);

    public override ColumnType? TypeOf(int column) => _reader.GetDataTypeName(column) switch
    {
        "text" => ColumnType.Text,
        "bigint" or "smallint" => ColumnType.Integer,
        "integer" => ColumnType.Narrow,
        "double precision" => ColumnType.Real,
        "boolean" => ColumnType.Boolean,
        "date" => ColumnType.Date,
        "timestamp with time zone" => ColumnType.Instant,
        "jsonb" => ColumnType.Json,
        "bytea" => ColumnType.Blob,
        _ => null,
    };

    public override bool IsNull(int column) => _reader.IsDBNull(column);

    public override string Text(int column)
    {
        var text = _reader.GetString(column);
        if (_last[column] is { } last && string.Equals(last, text, StringComparison.Ordinal))
            return last;
        return _last[column] = text;
    }

    public override long Integer(int column) => _reader.GetInt64(column);

    public override double Real(int column) => _reader.IsDBNull(column) ? double.NaN : _reader.GetDouble(column);

    public override bool Boolean(int column) => _reader.GetBoolean(column);

    public override DateOnly Date(int column) => _reader.GetFieldValue<DateOnly>(column);

    public override DateTimeOffset Instant(int column) => _reader.GetFieldValue<DateTimeOffset>(column);

    public override byte[] Blob(int column) => _reader.GetFieldValue<byte[]>(column);

    public override int Blob(int column, Span<byte> destination)
    {
        using var bytes = _reader.GetStream(column);
        var length = (int)bytes.Length;
        bytes.ReadExactly(destination[..length]);
        return length;
    }

    internal override string EngineText(int column) => Convert.ToString(_reader.GetValue(column), CultureInfo.InvariantCulture) ?? "";

    private protected override void Close()
    {
        _wrapper.Dispose();
        _connection?.Dispose();
    }
}
