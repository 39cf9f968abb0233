using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Prometheus.Databases.Bulk;

/// <summary>Reads columns straight from the provider's statement handle; stepping, waiting and errors stay with the provider.</summary>
internal sealed unsafe class SqliteRowReader : RowReader
{
    private const int FloatType = 2;
    private const int BlobType = 4;
    private const int NullType = 5;

    private readonly SqliteDataReader _reader;
    private readonly IDisposable _wrapper;
    private readonly DbConnection? _connection;
    private readonly nint _statement;
    private readonly string?[] _last;

    public SqliteRowReader(SqliteDataReader reader, IDisposable wrapper, DbConnection? connection)
    {
        _reader = reader;
        _wrapper = wrapper;
        _connection = connection;
        _statement = reader.Handle!.DangerousGetHandle();
        _last = new string?[reader.FieldCount];
    }

    public override int Columns => _last.Length;

    public override bool Next() => _reader.Read();

    public override string NameOf(int column) => _reader.GetName(column);

    public override ColumnType? TypeOf(int column) => raw.sqlite3_column_decltype(_reader.Handle, column).utf8_to_string() switch
    {
        "TEXT" => ColumnType.Text,
        "INTEGER" => ColumnType.Integer,
        "INT" => ColumnType.Narrow,
        "DOUBLE" => ColumnType.Real,
        "BOOLEAN" => ColumnType.Boolean,
        "DATE" => ColumnType.Date,
        "TIMESTAMP" => ColumnType.Instant,
        "JSON" => ColumnType.Json,
        "BLOB" => ColumnType.Blob,
        _ => null,
    };

    public override bool IsNull(int column) => NativeSqlite.sqlite3_column_type(_statement, column) == NullType;

    public override string Text(int column)
    {
        var text = Bytes(column);
        if (_last[column] is { } last && IsSame(text, last))
            return last;
        return _last[column] = Encoding.UTF8.GetString(text);
    }

    public override long Integer(int column) => NativeSqlite.sqlite3_column_int64(_statement, column);

    public override double Real(int column)
    {
        var value = NativeSqlite.sqlite3_column_double(_statement, column);

        // NULL reads as 0, so only a zero needs the second question.
        return value == 0 && IsNull(column) ? double.NaN : value;
    }

    public override bool Boolean(int column) => Integer(column) != 0;

    public override DateOnly Date(int column) => SqliteText.ParseDate(Bytes(column));

    public override DateTimeOffset Instant(int column) => SqliteText.ParseInstant(Text(column));

    public override byte[] Blob(int column) => BlobBytes(column).ToArray();

    public override int Blob(int column, Span<byte> destination)
    {
        var bytes = BlobBytes(column);
        bytes.CopyTo(destination);
        return bytes.Length;
    }

    internal override string EngineText(int column) => NativeSqlite.sqlite3_column_type(_statement, column) switch
    {
        FloatType => Real(column).ToString("R", CultureInfo.InvariantCulture),
        BlobType => Convert.ToBase64String(Blob(column)),
        _ => Text(column),
    };

    private protected override void Close()
    {
        _wrapper.Dispose();
        _connection?.Dispose();
    }

    private static bool IsSame(ReadOnlySpan<byte> utf8, string text)
    {
        if (utf8.Length != text.Length)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (utf8[i] != text[i])
                return false;
        }

        return true;
    }

    private ReadOnlySpan<byte> Bytes(int column)
    {
        var text = NativeSqlite.sqlite3_column_text(_statement, column);
        return new ReadOnlySpan<byte>(text, NativeSqlite.sqlite3_column_bytes(_statement, column));
    }

    private ReadOnlySpan<byte> BlobBytes(int column)
    {
        var bytes = NativeSqlite.sqlite3_column_blob(_statement, column);
        return new ReadOnlySpan<byte>(bytes, NativeSqlite.sqlite3_column_bytes(_statement, column));
    }
}
