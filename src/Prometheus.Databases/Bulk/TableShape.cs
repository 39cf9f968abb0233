namespace Prometheus.Databases.Bulk;

/// <summary>
/// The columns a store writes, in the order it writes them: the primary key first, in key order. Columns with a default, such as
/// <c>created_at</c>, are left out.
/// </summary>
/// <example>
/// <code>
/// private static readonly TableShape Table = new("stability_vectors", keyColumns: 4,
///     Column.Text("entity_type"), Column.Text("entity_id"), Column.Date("as_of_date"), Column.Text("model_id"),
///     Column.Real("vol_score"), Column.Real("dd_score"));
/// </code>
/// </example>
public sealed class TableShape
{
    private readonly Column[] _columns;

    public TableShape(string name, int keyColumns, params Column[] columns)
    {
        if (keyColumns < 1 || keyColumns > columns.Length)
            throw new ArgumentException($"table {name} needs between 1 and {columns.Length} key columns, found {keyColumns}", nameof(keyColumns));
        Name = name;
        KeyColumns = keyColumns;
        _columns = columns;
    }

    public string Name { get; }

    /// <summary>How many of the first columns form the primary key.</summary>
    public int KeyColumns { get; }

    public ReadOnlySpan<Column> Columns => _columns;

    internal string ColumnList => string.Join(", ", _columns.Select(c => Quote(c.Name)));

    internal string KeyList => string.Join(", ", _columns.Take(KeyColumns).Select(c => Quote(c.Name)));

    internal string QuotedName => Quote(Name);

    /// <summary>What follows an INSERT so that existing keys are updated.</summary>
    internal string OnConflict
    {
        get
        {
            var values = _columns.Skip(KeyColumns).Select(c => Quote(c.Name)).ToArray();
            if (values.Length == 0)
                return $"ON CONFLICT ({KeyList}) DO NOTHING";
            var assignments = string.Join(", ", values.Select(v => $"{v} = excluded.{v}"));
            return $"ON CONFLICT ({KeyList}) DO UPDATE SET {assignments}";
        }
    }

    internal static string Quote(string identifier) => "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
