using CsvHelper;
using Prometheus.Core.Errors;
using Prometheus.Sources.Csv;
using Prometheus.Sources.Files;

namespace Prometheus.Sources.Reference;

/// <summary>A small table read whole. Every row has the header's fields; anything else is a <see cref="UserError"/> with its line.</summary>
internal sealed class ReferenceTable
{
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        HasHeader = false,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private readonly Dictionary<string, int> _fields = new(StringComparer.Ordinal);

    private ReferenceTable(string file, string[] header)
    {
        (File, Header) = (file, header);
        for (var i = 0; i < header.Length; i++)
        {
            var name = HeaderName.Simplify(header[i]);
            if (name.Length > 0 && !_fields.TryAdd(name, i))
                throw new UserError($"{file}, line 1: columns '{header[_fields[name]]}' and '{header[i]}' mean the same");
        }
    }

    public string File { get; }

    public IReadOnlyList<string> Header { get; }

    public List<ReferenceRow> Rows { get; } = [];

    /// <param name="path">One text file, plain or gzip.</param>
    public static ReferenceTable Read(string path)
    {
        using var set = SourceFileSet.Discover(path);
        if (set.Files.Count != 1)
            throw new UserError($"{path} holds {set.Files.Count} files, expected one table");
        var name = set.Files[0].Name;
        using var csv = CsvReader.FromText(WholeText.Read(set.Files[0]), Options);
        try
        {
            return Read(csv, name);
        }
        catch (CsvFormatException e)
        {
            throw new UserError($"{name}, line {e.LineNumber}: not a row of comma-separated values, a quote is missing or misplaced", e);
        }
    }

    /// <summary>The field of the first of <paramref name="names"/> (simplified) that the header has, or −1.</summary>
    public int Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_fields.TryGetValue(name, out var field))
                return field;
        }

        return -1;
    }

    public UserError Unknown(string expected) => new($"{File}, line 1: unknown header '{Shown.Line(string.Join(',', Header))}', expected {expected}");

    private static ReferenceTable Read(CsvReader csv, string name)
    {
        if (!csv.Read())
            throw new UserError($"{name} holds only blank lines, expected a header line and rows");
        var table = new ReferenceTable(name, Fields(csv));
        while (csv.Read())
        {
            if (csv.FieldCount != table.Header.Count)
                throw new UserError($"{name}, line {csv.LineNumber}: expected {table.Header.Count} fields as in the header, found {csv.FieldCount}");
            table.Rows.Add(new ReferenceRow(name, (int)csv.LineNumber, Fields(csv)));
        }

        return table;
    }

    private static string[] Fields(CsvReader csv)
    {
        var fields = new string[csv.FieldCount];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = csv.GetString(i).Trim();
        return fields;
    }
}
