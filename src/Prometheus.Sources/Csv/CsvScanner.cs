using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;
using Prometheus.Core.Errors;
using Prometheus.Sources.Files;

namespace Prometheus.Sources.Csv;

/// <summary>
/// Splits a file of comma-separated values into rows of byte spans without allocating. A line break always ends a row, also inside quotes:
/// tables of numbers have no multi-line cells, and one stray quote must not swallow the rows behind it. Blank lines are passed over.
/// </summary>
internal sealed class CsvScanner : IDisposable
{
    private const int InitialBuffer = 1 << 18;
    private const int LongestLine = 1 << 20;

    private readonly OpenedText _file;
    private byte[] _buffer;
    private int[] _ends;
    private int _filled;
    private int _rowStart;
    private int _endCount;
    private int _nextEnd;
    private int _line;
    private bool _atEnd;

    /// <summary>Takes ownership of <paramref name="file"/>. An empty, binary or UTF-16 file is a <see cref="UserError"/>.</summary>
    public CsvScanner(OpenedText file, int initialBuffer = InitialBuffer)
    {
        _file = file;
        _buffer = ArrayPool<byte>.Shared.Rent(initialBuffer);
        _ends = ArrayPool<int>.Shared.Rent(initialBuffer / 4);
        try
        {
            Fill(0);
            _rowStart = TextHead.ContentStart(_buffer.AsSpan(0, _filled), FileName);
            Split(_rowStart);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string FileName => _file.Name;

    /// <summary>How much of the stored file has been consumed.</summary>
    public long StoredPosition => _file.StoredPosition;

    /// <summary>False at the end of the file.</summary>
    public bool TryRead(out CsvRow row)
    {
        while (true)
        {
            if (_nextEnd == _endCount && !Refill())
            {
                row = default;
                return false;
            }

            var (start, first) = (_rowStart, _nextEnd);
            while (_buffer[_ends[_nextEnd]] != (byte)'\n')
                _nextEnd++;
            ref var last = ref _ends[_nextEnd++];
            _rowStart = last + 1;
            _line++;
            // From here on the row ends before its carriage return.
            if (last > start && _buffer[last - 1] == (byte)'\r')
                last--;
            if (last == start)
                continue;
            row = new CsvRow(_buffer, start, _ends.AsSpan(first, _nextEnd - first), _line);
            return true;
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        if (_ends.Length > 0)
            ArrayPool<int>.Shared.Return(_ends);
        (_buffer, _ends) = ([], []);
    }

    private bool Refill()
    {
        while (!_atEnd)
        {
            var tail = _filled - _rowStart;
            if (tail > LongestLine)
                throw new UserError($"{FileName}, line {_line + 1}: longer than {LongestLine} bytes, expected a table of prices");
            if (tail > _buffer.Length / 2)
                Grow();
            _buffer.AsSpan(_rowStart, tail).CopyTo(_buffer);
            _rowStart = 0;
            Fill(tail);
            Split(0);
            if (_endCount > 0)
                return true;
        }

        return false;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    /// <summary>Reads behind the first <paramref name="kept"/> bytes and ends the last line of the file if nothing else does.</summary>
    private void Fill(int kept)
    {
        // One byte stays free for that line break.
        var target = _buffer.AsSpan(kept, _buffer.Length - kept - 1);
        var read = _file.Read(target, _line);
        _filled = kept + read;
        _atEnd = read < target.Length;
        if (_atEnd && _filled > 0 && _buffer[_filled - 1] != (byte)'\n')
            _buffer[_filled++] = (byte)'\n';
    }

    /// <summary>Finds the field ends of all complete lines from <paramref name="from"/> on.</summary>
    private void Split(int from)
    {
        (_endCount, _nextEnd) = (0, 0);
        var length = _buffer.AsSpan(from, _filled - from).LastIndexOf((byte)'\n') + 1;
        if (length == 0)
            return;
        var to = from + length;
        if (_ends.Length < length)
        {
            ArrayPool<int>.Shared.Return(_ends);
            _ends = ArrayPool<int>.Shared.Rent(length);
        }

        if (_buffer.AsSpan(from, length).Contains((byte)'"'))
            SplitQuoted(from, to);
        else
            SplitPlain(from, to);
    }

    private void SplitPlain(int from, int to)
    {
        var count = 0;
        var i = from;
        var comma = Vector128.Create((byte)',');
        var newLine = Vector128.Create((byte)'\n');
        for (; i <= to - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var block = Vector128.Create(_buffer.AsSpan(i, Vector128<byte>.Count));
            var hits = (Vector128.Equals(block, comma) | Vector128.Equals(block, newLine)).ExtractMostSignificantBits();
            for (; hits != 0; hits &= hits - 1)
                _ends[count++] = i + BitOperations.TrailingZeroCount(hits);
        }

        for (; i < to; i++)
        {
            if (_buffer[i] is (byte)',' or (byte)'\n')
                _ends[count++] = i;
        }

        _endCount = count;
    }

    private void SplitQuoted(int from, int to)
    {
        var count = 0;
        var isQuoted = false;
        var fieldStart = from;
        for (var i = from; i < to; i++)
        {
            var b = _buffer[i];
            if (b == (byte)'"' && (isQuoted || i == fieldStart))
            {
                isQuoted = !isQuoted;
            }
            else if (b == (byte)'\n' || (b == (byte)',' && !isQuoted))
            {
                _ends[count++] = i;
                fieldStart = i + 1;
                isQuoted = false;
            }
        }

        _endCount = count;
    }
}

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
