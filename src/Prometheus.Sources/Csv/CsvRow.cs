using System.Text;

namespace Prometheus.Sources.Csv;

/// <summary>One row of a scanner, valid until the next row is read.</summary>
internal readonly ref struct CsvRow(ReadOnlySpan<byte> buffer, int start, ReadOnlySpan<int> ends, int line)
{
    private const byte Quote = (byte)'"';

    private readonly ReadOnlySpan<byte> _buffer = buffer;
    private readonly ReadOnlySpan<int> _ends = ends;
    private readonly int _start = start;

    /// <summary>Physical line, the first is 1.</summary>
    public int Line { get; } = line;

    public int Count => _ends.Length;

    public ReadOnlySpan<byte> Text => _buffer[_start.._ends[^1]];

    /// <summary>The bytes of a field, without surrounding quotes.</summary>
    public ReadOnlySpan<byte> this[int field]
    {
        get
        {
            var from = field == 0 ? _start : _ends[field - 1] + 1;
            var bytes = _buffer[from.._ends[field]];
            return bytes.Length >= 2 && bytes[0] == Quote && bytes[^1] == Quote ? bytes[1..^1] : bytes;
        }
    }

    public string TextOf(int field) => Encoding.UTF8.GetString(this[field]);
}
