using System.Globalization;
using Prometheus.Core.Errors;
using Prometheus.Sources.Csv;
using Prometheus.Sources.Files;
using Prometheus.Sources.Quality;
using Prometheus.Sources.Quality.Rules;

namespace Prometheus.Sources.Series;

/// <summary>
/// Reads daily series from a table with a date column. Lines of text before the header and after the last row are passed over and counted;
/// a row that breaks a rule is refused whole. Dates need not be sessions. −99.99 and −999 are codes for a missing value.
/// </summary>
public sealed class SeriesFile
{
    private static readonly double[] MissingCodes = [-99.99, -999];

    private readonly string _file;
    private readonly SeriesUnit _unit;
    private readonly SeriesHeader _header;
    private readonly SortedDictionary<DateOnly, double[]> _rows = [];
    private readonly List<QualityEvent> _events = [];

    // Lines of text behind the last row: the file's closing words, unless another row follows.
    private readonly List<QualityEvent> _closing = [];
    private readonly int _before;
    private int _absent;

    private SeriesFile(string file, SeriesUnit unit, SeriesHeader header, int before)
        => (_file, _unit, _header, _before) = (file, unit, header, before);

    /// <param name="path">One text file, plain or gzip.</param>
    /// <exception cref="UserError">An unreadable file, no header, no row, or columns that are not there.</exception>
    public static SeriesReading Read(string path, SeriesFileOptions options)
    {
        using var set = SourceFileSet.Discover(path);
        if (set.Files.Count != 1)
            throw new UserError($"{path} holds {set.Files.Count} files, expected one table");
        using var scanner = new CsvScanner(set.Files[0].Open());
        for (var before = 0; scanner.TryRead(out var row); before++)
        {
            if (SeriesHeader.From(row, scanner.FileName, options) is { } header)
                return new SeriesFile(scanner.FileName, options.Unit, header, before).ReadRows(scanner);
        }

        throw new UserError($"{scanner.FileName} has no header line with a date and a value column, expected for example date,value");
    }

    private SeriesReading ReadRows(CsvScanner scanner)
    {
        while (scanner.TryRead(out var row))
            Read(row);
        if (_rows.Count == 0)
            throw new UserError($"{_file} has no row with a date and numbers under its header in line {_header.Line}");
        var series = _header.Columns.Select((c, k) => SeriesOf(c.Id, k)).OrderBy(s => s.SeriesId, StringComparer.Ordinal).ToArray();
        return new SeriesReading(_file, series, _events, _rows.Count + _events.Count, _rows.Count, _absent, _before + _closing.Count);
    }

    private DailySeries SeriesOf(string id, int column)
    {
        var observed = _rows.Where(r => !double.IsNaN(r.Value[column])).ToArray();
        return new DailySeries(id, Array.ConvertAll(observed, r => r.Key), Array.ConvertAll(observed, r => r.Value[column]));
    }

    private void Read(in CsvRow row)
    {
        if (row.Count != _header.Fields)
        {
            var found = string.Create(CultureInfo.InvariantCulture, $"{row.Count} fields where the header has {_header.Fields}: {Shown.Bytes(row.Text)}");
            Refuse(RaggedRow.Rule, row, null, found, isText: !HasNumber(row));
            return;
        }

        var text = row[_header.Date].Trim((byte)' ');
        var reading = DateText.Parse(text, out var date);
        if (reading != DateReading.Valid)
        {
            var rule = reading == DateReading.Impossible ? PossibleDate.Rule : DateForm.Rule;
            Refuse(rule, row, null, $"'{Shown.Bytes(text)}'", isText: !HasNumber(row));
            return;
        }

        _events.AddRange(_closing);
        _closing.Clear();
        if (_rows.ContainsKey(date))
            Refuse(DuplicateDate.Rule, row, date, Shown.Bytes(row.Text), isText: false);
        else if (Values(row, date) is { } values)
            _rows.Add(date, values);
    }

    /// <summary>Null where a cell broke a rule; then it is on record.</summary>
    private double[]? Values(in CsvRow row, DateOnly date)
    {
        var values = new double[_header.Columns.Count];
        var absent = 0;
        for (var k = 0; k < values.Length; k++)
        {
            var cell = row[_header.Columns[k].Field].Trim((byte)' ');
            var isNumber = Utf8Number.TryParse(cell, out var value, out _);
            if (!isNumber || FiniteNumber.IsBroken(value))
            {
                Refuse(isNumber ? FiniteNumber.Rule : NumberForm.Rule, row, date, $"{_header.Columns[k].Id} '{Shown.Bytes(cell)}'", isText: false);
                return null;
            }

            values[k] = Array.IndexOf(MissingCodes, value) >= 0 ? double.NaN : _unit == SeriesUnit.Percent ? value / 100 : value;
            absent += double.IsNaN(values[k]) ? 1 : 0;
        }

        _absent += absent;
        return values;
    }

    private void Refuse(QualityRule rule, in CsvRow row, DateOnly? date, string found, bool isText)
        => (isText ? _closing : _events).Add(new QualityEvent(null, date, _file, row.Line, rule.Code, rule.Severity, rule.Expectation, found));

    private static bool HasNumber(in CsvRow row)
    {
        for (var i = 0; i < row.Count; i++)
        {
            if (Utf8Number.TryParse(row[i].Trim((byte)' '), out var value, out _) && !double.IsNaN(value))
                return true;
        }

        return false;
    }
}

/// <summary>
/// Which columns of a file become which series. At most one of the three may be given; without any, every column becomes a series named
/// like it.
/// </summary>
public sealed record SeriesFileOptions
{
    /// <summary>Id of the one series: the only value column, or the close of a file of bars.</summary>
    public string? Id { get; init; }

    /// <summary>Series id by column name.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What stands before the column's name in the id of its series.</summary>
    public string? Prefix { get; init; }

    public SeriesUnit Unit { get; init; } = SeriesUnit.Level;
}

/// <summary>What stood in a series file.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Series">In ordinal order of ids; a series may be empty.</param>
/// <param name="Events">What the rules refused, in file order.</param>
/// <param name="RowsRead">Rows under the header, closing lines of text aside.</param>
/// <param name="RowsKept">Rows that stand.</param>
/// <param name="CellsAbsent">Cells of kept rows that are empty or hold a code for a missing value.</param>
/// <param name="TextLines">Lines before the header and after the last row that are no part of the table.</param>
public sealed record SeriesReading(
    string File, IReadOnlyList<DailySeries> Series, IReadOnlyList<QualityEvent> Events, int RowsRead, int RowsKept, int CellsAbsent, int TextLines);

/// <summary>One series as read from a file.</summary>
/// <param name="Dates">Ascending, each once; they need not be sessions.</param>
/// <param name="Values">Observed values; fractions where the file has per cent.</param>
public sealed record DailySeries(string SeriesId, DateOnly[] Dates, double[] Values);

/// <summary>How the numbers of a series file are meant.</summary>
public enum SeriesUnit
{
    /// <summary>As they stand, such as an index.</summary>
    Level,

    /// <summary>Per cent: 5.25 is stored as the fraction 0.0525.</summary>
    Percent,

    /// <summary>Fractions already: 0.0525.</summary>
    Fraction,
}
