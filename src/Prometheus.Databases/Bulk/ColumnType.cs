namespace Prometheus.Databases.Bulk;

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
