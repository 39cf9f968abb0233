using System.Buffers.Binary;
using System.Text;

namespace Prometheus.Databases.Bulk;

/// <summary>Encodes rows in PostgreSQL's binary COPY format by hand and hands them to the connection in large pieces.</summary>
internal sealed class PostgresRowWriter : RowWriter
{
    private const int FlushAt = 1 << 16;

    /// <summary>A row starts with room for its fixed-width values.</summary>
    private const int Headroom = 4096;

    private const long PostgresEpochTicks = 630_822_816_000_000_000; // 2000-01-01

    private static readonly int PostgresEpochDay = new DateOnly(2000, 1, 1).DayNumber;

    /// <summary><c>PGCOPY\n\377\r\n\0</c>.</summary>
    private static ReadOnlySpan<byte> Signature => [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00];

    private readonly Stream _stream;
    private readonly string _table;
    private readonly short _columns;
    private readonly string?[] _lastText;
    private readonly byte[][] _lastBytes;
    private byte[] _buffer = new byte[FlushAt + Headroom];
    private int _used;
    private bool _inRow;

    public PostgresRowWriter(Stream stream, TableShape table)
        : base(table)
    {
        _stream = stream;
        _table = table.Name;
        _columns = (short)table.Columns.Length;
        _lastText = new string?[_columns];
        _lastBytes = new byte[_columns][];
        Signature.CopyTo(_buffer);
        _used = Signature.Length + 8; // no flags, no header extension
    }

    /// <summary>Ends the stream. Without it the server keeps nothing.</summary>
    public void Complete()
    {
        if (_inRow)
            throw new InvalidOperationException($"the last row of {_table} was not ended");
        BinaryPrimitives.WriteInt16BigEndian(Take(2), -1);
        Flush();
    }

    private protected override void PutNull(int column) => BinaryPrimitives.WriteInt32BigEndian(Field(4), -1);

    private protected override void PutText(int column, string value)
    {
        if (!ReferenceEquals(_lastText[column], value))
        {
            RefuseNul(column, value);
            _lastBytes[column] = Encoding.UTF8.GetBytes(value);
            _lastText[column] = value;
        }

        PutBytes(_lastBytes[column]);
    }

    private protected override void PutInteger(int column, long value)
    {
        var field = Field(12);
        BinaryPrimitives.WriteInt32BigEndian(field, 8);
        BinaryPrimitives.WriteInt64BigEndian(field[4..], value);
    }

    private protected override void PutNarrow(int column, int value)
    {
        var field = Field(8);
        BinaryPrimitives.WriteInt32BigEndian(field, 4);
        BinaryPrimitives.WriteInt32BigEndian(field[4..], value);
    }

    private protected override void PutReal(int column, double value)
    {
        var field = Field(12);
        BinaryPrimitives.WriteInt32BigEndian(field, 8);
        BinaryPrimitives.WriteDoubleBigEndian(field[4..], value);
    }

    private protected override void PutBoolean(int column, bool value)
    {
        var field = Field(5);
        BinaryPrimitives.WriteInt32BigEndian(field, 1);
        field[4] = value ? (byte)1 : (byte)0;
    }

    private protected override void PutDate(int column, DateOnly value)
    {
        var field = Field(8);
        BinaryPrimitives.WriteInt32BigEndian(field, 4);
        BinaryPrimitives.WriteInt32BigEndian(field[4..], value.DayNumber - PostgresEpochDay);
    }

    private protected override void PutInstant(int column, DateTimeOffset value)
        => PutMicroseconds((value.UtcTicks - PostgresEpochTicks) / TimeSpan.TicksPerMicrosecond);

    private protected override void PutJson(int column, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        var field = Field(5 + length);
        BinaryPrimitives.WriteInt32BigEndian(field, 1 + length);
        field[4] = 1; // the only version of jsonb's binary form
        Encoding.UTF8.GetBytes(value, field[5..]);
    }

    private protected override void PutJson(int column, ReadOnlySpan<byte> utf8)
    {
        var field = Field(5 + utf8.Length);
        BinaryPrimitives.WriteInt32BigEndian(field, 1 + utf8.Length);
        field[4] = 1;
        utf8.CopyTo(field[5..]);
    }

    private protected override void PutBlob(int column, ReadOnlySpan<byte> value) => PutBytes(value);

    private protected override void PutEnd()
    {
        _inRow = false;
        if (_used >= FlushAt)
            Flush();
    }

    private void PutMicroseconds(long value)
    {
        var field = Field(12);
        BinaryPrimitives.WriteInt32BigEndian(field, 8);
        BinaryPrimitives.WriteInt64BigEndian(field[4..], value);
    }

    private void PutBytes(ReadOnlySpan<byte> value)
    {
        var field = Field(4 + value.Length);
        BinaryPrimitives.WriteInt32BigEndian(field, value.Length);
        value.CopyTo(field[4..]);
    }

    /// <summary>Room for one field; the first of a row is preceded by the number of fields.</summary>
    private Span<byte> Field(int length)
    {
        if (!_inRow)
        {
            BinaryPrimitives.WriteInt16BigEndian(Take(2), _columns);
            _inRow = true;
        }

        return Take(length);
    }

    private Span<byte> Take(int length)
    {
        if (_buffer.Length - _used < length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _used + length));
        var room = _buffer.AsSpan(_used, length);
        _used += length;
        return room;
    }

    private void Flush()
    {
        _stream.Write(_buffer, 0, _used);
        _used = 0;
    }
}
