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
