using Prometheus.Core.Errors;
using Prometheus.Sources.Csv;
using Prometheus.Sources.Quality;

namespace Prometheus.Sources.Records;

/// <summary>Counts the rows of one file and keeps what the rules refused.</summary>
internal sealed class FactTally(string file)
{
    private readonly List<QualityEvent> _refused = [];

    public int RowsRead { get; private set; }

    public int RowsRepeated { get; set; }

    public int RowsEmpty { get; set; }

    /// <summary>The records that can be read; the others are refused.</summary>
    public IEnumerable<FileRecord> Readable(IEnumerable<FileRecord> records)
    {
        foreach (var record in records)
        {
            RowsRead++;
            if (record.Broken is { } found)
                Refuse(record.Line, FactRules.Unreadable, null, found);
            else
                yield return record;
        }
    }

    /// <summary>Refuses a row. Always false, so that a reader may return it.</summary>
    public bool Refuse(int line, QualityRule rule, DateOnly? date, string found)
    {
        _refused.Add(new QualityEvent(null, date, file, line, rule.Code, rule.Severity, rule.Expectation, Shown.Line(found)));
        return false;
    }

    /// <exception cref="UserError">Not one row can be used.</exception>
    public FactReading<T> Finish<T>(IReadOnlyList<T> records)
    {
        if (records.Count > 0)
            return new FactReading<T>(file, records, _refused, RowsRead, RowsRepeated, RowsEmpty);
        throw new UserError(_refused.Count > 0
            ? $"{file} has no usable row; the first, in line {_refused[0].Line}: expected {_refused[0].Expected}, found {_refused[0].Found}"
            : $"{file} has no row with values under its header");
    }
}

/// <summary>What stood in a file of facts.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Records">What can be used, in file order.</param>
/// <param name="Refused">What the rules refused, in file order.</param>
/// <param name="RowsRead">Rows under the header, or objects.</param>
/// <param name="RowsRepeated">Rows that say again what an earlier one said.</param>
/// <param name="RowsEmpty">Rows without any value.</param>
public sealed record FactReading<T>(
    string File, IReadOnlyList<T> Records, IReadOnlyList<QualityEvent> Refused, int RowsRead, int RowsRepeated, int RowsEmpty);
