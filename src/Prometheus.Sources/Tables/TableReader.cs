using System.Text;
using Prometheus.Core.Errors;
using Prometheus.Sources.Csv;
using Prometheus.Sources.Files;

namespace Prometheus.Sources.Tables;

/// <summary>
/// Reads a table of comma-separated values with a header, row after row, columns by exact name. Every mistake is a <see cref="UserError"/>
/// with file and line. Equal texts give the same string object.
/// </summary>
public sealed class TableReader : IDisposable
{
    private readonly SourceFileSet _set;
    private readonly CsvScanner _scanner;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _known;
    private readonly int[] _ends;
    private byte[] _row = new byte[256];

    private TableReader(string path)
    {
        _known = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        _set = SourceFileSet.Discover(path);
        try
        {
            if (_set.Files.Count != 1)
                throw new UserError($"{path} holds {_set.Files.Count} files, expected one table");
            File = _set.Files[0].Name;
            _scanner = new CsvScanner(_set.Files[0].Open());
            Header = ReadHeader();
        }
        catch
        {
            _scanner?.Dispose();
            _set.Dispose();
            throw;
        }

        _ends = new int[Header.Count];
    }

    public string File { get; }

    public IReadOnlyList<string> Header { get; }

    /// <summary>Line of the present row; the header's is 1.</summary>
    public int Line { get; private set; } = 1;

    /// <param name="path">One text file, plain or gzip.</param>
    public static TableReader Open(string path) => new(path);

    /// <summary>The column of that name, or −1.</summary>
    public int Find(string name) => _columns.GetValueOrDefault(name, -1);

    /// <exception cref="UserError">The header lacks it.</exception>
    public int Require(string name)
        => _columns.TryGetValue(name, out var column)
            ? column
            : throw new UserError($"{File}, line 1: expected a column {name}, found {Shown.Line(string.Join(',', Header))}");

    /// <summary>Moves to the next row; false after the last.</summary>
    public bool Next()
    {
        if (!_scanner.TryRead(out var row))
            return false;
        Line = row.Line;
        if (row.Count != Header.Count)
            throw new UserError($"{File}, line {Line}: expected {Header.Count} fields as in the header, found {row.Count}");
        if (row.Text.Length > _row.Length)
            _row = new byte[2 * row.Text.Length];
        var end = 0;
        for (var field = 0; field < _ends.Length; field++)
        {
            row[field].CopyTo(_row.AsSpan(end));
            end += row[field].Length;
            _ends[field] = end;
        }

        return true;
    }

    /// <summary>The text of a field; column −1 is one the table lacks and reads as empty.</summary>
    public string Text(int column)
    {
        var bytes = Bytes(column);
        if (bytes.IsEmpty)
            return "";
        Span<char> characters = bytes.Length <= 256 ? stackalloc char[bytes.Length] : new char[bytes.Length];
        var text = characters[..Encoding.UTF8.GetChars(bytes, characters)].Trim();
        if (_known.TryGetValue(text, out var seen))
            return seen;
        var added = text.Contains("\"\"", StringComparison.Ordinal) ? text.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : text.ToString();
        _texts.Add(added);
        return added;
    }

    /// <summary>A text that must not be empty.</summary>
    public string Name(int column)
        => Text(column) is { Length: > 0 } text ? text : throw Wrong(column, "a name");

    /// <summary>A finite number; NaN where the field is empty or the table lacks the column.</summary>
    public double Number(int column)
        => Utf8Number.TryParse(Bytes(column), out var value, out _) && !double.IsInfinity(value) ? value : throw Wrong(column, "a number");

    /// <summary>A whole number of at least 0.</summary>
    public int Count(int column)
        => Number(column) is var value && value >= 0 && value <= int.MaxValue && Math.Floor(value) == value ? (int)value : throw Wrong(column, "a count");

    public DateOnly Date(int column) => DateOrNull(column) ?? throw Wrong(column, "a date yyyy-MM-dd");

    /// <summary>Null where the field is empty or the table lacks the column.</summary>
    public DateOnly? DateOrNull(int column)
    {
        var bytes = Bytes(column);
        if (bytes.IsEmpty)
            return null;
        return DateText.Parse(bytes, out var date) == DateReading.Valid ? date : throw Wrong(column, "a date yyyy-MM-dd");
    }

    /// <summary>The mistake that the present row has another value than expected.</summary>
    public UserError Error(string expectedAndFound) => new($"{File}, line {Line}: expected {expectedAndFound}");

    public void Dispose()
    {
        _scanner.Dispose();
        _set.Dispose();
    }

    private UserError Wrong(int column, string expected) => Error($"{Header[column]} as {expected}, found '{Shown.Bytes(Bytes(column))}'");

    private ReadOnlySpan<byte> Bytes(int column)
    {
        if (column < 0)
            return default;
        var start = column == 0 ? 0 : _ends[column - 1];
        return _row.AsSpan(start, _ends[column] - start);
    }

    private string[] ReadHeader()
    {
        if (!_scanner.TryRead(out var row))
            throw new UserError($"{File} holds only blank lines, expected a header line and rows");
        var header = new string[row.Count];
        for (var field = 0; field < header.Length; field++)
        {
            header[field] = row.TextOf(field).Trim();
            if (header[field].Length > 0 && !_columns.TryAdd(header[field], field))
                throw new UserError($"{File}, line 1: the column {Shown.Line(header[field])} stands there twice");
        }

        return header;
    }
}
