using System.Text.Json;
using Prometheus.Core.Errors;
using Prometheus.Sources.Csv;
using Prometheus.Sources.Files;

namespace Prometheus.Sources.Records;

/// <summary>A file of records read whole: a table of comma-separated values with a header, or one JSON object a line.</summary>
internal sealed class RecordFile
{
    private readonly string _text;

    private RecordFile(string name, string text, IReadOnlyList<string>? header) => (Name, _text, Header) = (name, text, header);

    public string Name { get; }

    /// <summary>Names of the columns; null for JSON lines, whose objects name their own.</summary>
    public IReadOnlyList<string>? Header { get; }

    /// <param name="path">One text file, plain or gzip.</param>
    /// <exception cref="UserError">An unreadable file, or one that begins with neither a header nor an object.</exception>
    public static RecordFile Open(string path)
    {
        using var set = SourceFileSet.Discover(path);
        if (set.Files.Count != 1)
            throw new UserError($"{path} holds {set.Files.Count} files, expected one file of records");
        var (name, text) = (set.Files[0].Name, WholeText.Read(set.Files[0]));
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("["))
            throw new UserError($"{name} is one JSON array, expected one object a line");
        if (start.StartsWith("{"))
            return new RecordFile(name, text, null);
        return new RecordScanner(text).TryRead(0, out var header, out _, out var broken) && broken is null
            ? new RecordFile(name, text, header)
            : throw new UserError($"{name} has no header line, expected column names or one JSON object a line");
    }

    /// <summary>All records in file order, unreadable ones included.</summary>
    public IEnumerable<FileRecord> Records() => Header is null ? Objects() : Rows(Header);

    private IEnumerable<FileRecord> Rows(IReadOnlyList<string> header)
    {
        var columns = ColumnsOf(header);
        var scanner = new RecordScanner(_text);
        scanner.TryRead(0, out _, out _, out _);
        while (scanner.TryRead(header.Count, out var fields, out var line, out var broken))
            yield return new FileRecord(line, columns, fields, broken is null ? NulIn(fields) : Shown.Line(broken));
    }

    private IEnumerable<FileRecord> Objects()
    {
        var line = 0;
        foreach (var text in _text.Split('\n'))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(text))
                yield return ObjectOf(text.Trim(), line);
        }
    }

    private static FileRecord ObjectOf(string text, int line)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var members = json.RootElement.EnumerateObject().ToArray();
            var fields = Array.ConvertAll(members, m => TextOf(m.Value));
            return new FileRecord(line, ColumnsOf(Array.ConvertAll(members, m => m.Name)), fields, NulIn(fields));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new FileRecord(line, new Dictionary<string, int>(), [], $"no JSON object: {Shown.Line(text)}");
        }
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(TextOf)),
        _ => value.GetRawText(),
    };

    /// <summary>No table can store the character U+0000.</summary>
    private static string? NulIn(string[] fields)
        => Array.Find(fields, f => f.Contains('\0', StringComparison.Ordinal)) is { } bad ? $"the character U+0000: {Shown.Line(bad)}" : null;

    private static Dictionary<string, int> ColumnsOf(IReadOnlyList<string> names)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
            columns.TryAdd(HeaderName.Simplify(names[i]), i);
        return columns;
    }
}

/// <summary>One row of a table or one object of JSON lines.</summary>
/// <param name="Line">Physical line it begins on.</param>
/// <param name="Columns">Fields by simplified name.</param>
/// <param name="Broken">Why it could not be read, as shown in quarantine; null where it could.</param>
internal sealed record FileRecord(int Line, IReadOnlyDictionary<string, int> Columns, string[] Fields, string? Broken)
{
    /// <summary>The trimmed text of the first of these fields that the record has; empty where it has none.</summary>
    /// <param name="names">Simplified.</param>
    public string Text(string[] names)
    {
        foreach (var name in names)
        {
            if (Columns.TryGetValue(name, out var field))
                return Fields[field];
        }

        return "";
    }
}
