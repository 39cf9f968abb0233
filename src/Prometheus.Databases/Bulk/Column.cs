namespace Prometheus.Databases.Bulk;

/// <summary>One column of a <see cref="TableShape"/>.</summary>
public sealed record Column(string Name, ColumnType Type)
{
    public static Column Text(string name) => new(name, ColumnType.Text);

    public static Column Integer(string name) => new(name, ColumnType.Integer);

    public static Column Narrow(string name) => new(name, ColumnType.Narrow);

    public static Column Real(string name) => new(name, ColumnType.Real);

    public static Column Boolean(string name) => new(name, ColumnType.Boolean);

    public static Column Date(string name) => new(name, ColumnType.Date);

    public static Column Instant(string name) => new(name, ColumnType.Instant);

    public static Column Json(string name) => new(name, ColumnType.Json);

    public static Column Blob(string name) => new(name, ColumnType.Blob);
}
