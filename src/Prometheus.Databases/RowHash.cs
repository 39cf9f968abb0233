using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>
/// Hashes values in one spelling for both engines: a tag, a length where the type has none of its own, then little-endian bytes. Doubles
/// count by their bits, dates by day, instants by microsecond, JSON by what it means (members sorted, numbers as doubles).
/// </summary>
internal sealed class RowHash : IDisposable
{
    private const int FlushAt = 1 << 16;
    private const byte NullTag = 0;
    private const byte FixedTag = 1;
    private const byte BytesTag = 2;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _buffer = new byte[FlushAt + 1024];
    private int _used;

    public void Add(RowReader rows, int column, ColumnType type)
    {
        if (rows.IsNull(column))
        {
            Take(1)[0] = NullTag;
            return;
        }

        switch (type)
        {
            case ColumnType.Text:
                Add(rows.Text(column));
                break;
            case ColumnType.Integer or ColumnType.Narrow:
                Add(rows.Integer(column));
                break;
            case ColumnType.Real:
                Add(BitConverter.DoubleToInt64Bits(rows.Real(column)));
                break;
            case ColumnType.Boolean:
                Add(rows.Boolean(column) ? 1 : 0);
                break;
            case ColumnType.Date:
                Add(rows.Date(column).DayNumber);
                break;
            case ColumnType.Instant:
                Add(rows.Instant(column).UtcTicks / TimeSpan.TicksPerMicrosecond);
                break;
            case ColumnType.Json:
                AddDocument(rows.Text(column));
                break;
            case ColumnType.Blob:
                Add(rows.Blob(column));
                break;
        }
    }

    public void Add(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var room = Take(5 + length);
        room[0] = BytesTag;
        BinaryPrimitives.WriteInt32LittleEndian(room[1..], length);
        Encoding.UTF8.GetBytes(text, room[5..]);
    }

    /// <summary>A JSON object; <paramref name="members"/> names and values must follow, in ordinal order of name.</summary>
    public void BeginObject(int members)
    {
        Take(1)[0] = (byte)JsonValueKind.Object;
        Add(members);
    }

    public void AddJsonNull() => Take(1)[0] = (byte)JsonValueKind.Null;

    public void AddJson(bool value) => Take(1)[0] = (byte)(value ? JsonValueKind.True : JsonValueKind.False);

    public void AddJson(double value)
    {
        Take(1)[0] = (byte)JsonValueKind.Number;
        Add(BitConverter.DoubleToInt64Bits(value + 0.0));
    }

    public void AddJson(string value)
    {
        Take(1)[0] = (byte)JsonValueKind.String;
        Add(value);
    }

    /// <summary>Hex, and the end of this hash.</summary>
    public string Finish()
    {
        Flush();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private void Add(long value)
    {
        var room = Take(9);
        room[0] = FixedTag;
        BinaryPrimitives.WriteInt64LittleEndian(room[1..], value);
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        var room = Take(5);
        room[0] = BytesTag;
        BinaryPrimitives.WriteInt32LittleEndian(room[1..], bytes.Length);
        Flush();
        _hash.AppendData(bytes);
    }

    private void AddDocument(string text)
    {
        using var document = JsonDocument.Parse(text);
        Add(document.RootElement);
    }

    private void Add(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                // Of a repeated name the last one counts, as in jsonb.
                var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
                foreach (var member in element.EnumerateObject())
                    members[member.Name] = member.Value;
                BeginObject(members.Count);
                foreach (var (name, value) in members)
                {
                    Add(name);
                    Add(value);
                }

                break;
            case JsonValueKind.Array:
                Take(1)[0] = (byte)JsonValueKind.Array;
                Add(element.GetArrayLength());
                foreach (var item in element.EnumerateArray())
                    Add(item);
                break;
            case JsonValueKind.Number:
                AddJson(element.GetDouble());
                break;
            case JsonValueKind.String:
                AddJson(element.GetString()!);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                AddJson(element.ValueKind == JsonValueKind.True);
                break;
            default:
                AddJsonNull();
                break;
        }
    }

    private Span<byte> Take(int length)
    {
        if (_used >= FlushAt)
            Flush();
        if (_buffer.Length - _used < length)
            Array.Resize(ref _buffer, _used + length);
        var room = _buffer.AsSpan(_used, length);
        _used += length;
        return room;
    }

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _used);
        _used = 0;
    }
}
