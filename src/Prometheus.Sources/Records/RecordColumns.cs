using Prometheus.Core.Errors;
using Prometheus.Sources.Csv;

namespace Prometheus.Sources.Records;

/// <summary>Which fields of a file are taken as which of our columns: the user's names first, else the usual ones.</summary>
internal sealed class RecordColumns
{
    private readonly Dictionary<string, string[]> _names = new(StringComparer.Ordinal);
    private readonly RecordFile _file;

    /// <param name="usual">Our columns, and the simplified names they usually go under.</param>
    /// <param name="mapping">Names the user gives for some of our columns.</param>
    /// <exception cref="UserError">A name for a column we do not know, or one that the header lacks.</exception>
    public RecordColumns(RecordFile file, IReadOnlyDictionary<string, string[]> usual, IReadOnlyDictionary<string, string> mapping)
    {
        _file = file;
        foreach (var (column, names) in usual)
            _names.Add(column, names);
        foreach (var (column, name) in mapping)
        {
            if (!usual.ContainsKey(column))
                throw new UserError($"--columns names unknown column '{column}', expected one of {string.Join(", ", usual.Keys)}");
            _names[column] = [HeaderName.Simplify(name)];
            if (!Has(column))
                throw new UserError($"{file.Name}, line 1: expected a column '{name}', found {Shown.Line(string.Join(',', file.Header!))}");
        }
    }

    /// <summary>The file may have the column; JSON lines always may.</summary>
    public bool Has(string column)
        => _file.Header is null || _file.Header.Any(h => _names[column].Contains(HeaderName.Simplify(h), StringComparer.Ordinal));

    /// <exception cref="UserError">The header lacks one of them.</exception>
    public void Require(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (!Has(column))
            {
                throw new UserError(
                    $"{_file.Name}, line 1: expected a column {column} (give --columns {column}=NAME where it is called otherwise), found {Shown.Line(string.Join(',', _file.Header!))}");
            }
        }
    }

    /// <summary>Trimmed; empty where the record lacks it.</summary>
    public string Text(FileRecord record, string column) => record.Text(_names[column]);
}
