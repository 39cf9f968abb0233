namespace Prometheus.Reports.Tables;

/// <summary>
/// What a command prints: columns and rows of plain values (string, number, date, bool, null). NaN and null are an empty CSV field, a JSON
/// null and a dash on a terminal.
/// </summary>
public sealed record Table(IReadOnlyList<TableColumn> Columns, IReadOnlyList<object?[]> Rows)
{
    public Table(IEnumerable<string> columns, IReadOnlyList<object?[]> rows)
        : this(columns.Select(c => new TableColumn(c)).ToArray(), rows)
    {
    }
}

/// <summary>A column of a printed table.</summary>
/// <param name="Name">Header, as in the CSV the seeds show.</param>
/// <param name="Format">Invariant format of its numbers, e.g. <c>F6</c>; null is the shortest round-trip form.</param>
/// <param name="TerminalFormat">Format on a terminal where it differs, e.g. <c>P2</c>.</param>
/// <param name="TerminalWidth">Longest text on a terminal, for ids that are known by their beginning; null is no limit.</param>
public sealed record TableColumn(string Name, string? Format = null, string? TerminalFormat = null, int? TerminalWidth = null);
