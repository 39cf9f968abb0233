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

/// <summary>What a column holds, on both engines.</summary>
public enum ColumnType
{
    /// <summary>Text, compared by code point.</summary>
    Text,

    /// <summary>64-bit integer.</summary>
    Integer,

    /// <summary>32-bit integer: codes, and keys that stand for a natural key (<c>integer</c>, <c>INT</c> on SQLite).</summary>
    Narrow,

    /// <summary>Double; NULL is NaN in memory.</summary>
    Real,

    /// <summary>Boolean (0/1 on SQLite).</summary>
    Boolean,

    /// <summary>Date (ISO text on SQLite).</summary>
    Date,

    /// <summary>UTC instant to the microsecond (<c>timestamptz</c>, ISO text on SQLite).</summary>
    Instant,

    /// <summary>JSON (<c>jsonb</c>, text on SQLite).</summary>
    Json,

    /// <summary>Bytes.</summary>
    Blob,
}
