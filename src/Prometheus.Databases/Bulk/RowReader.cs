namespace Prometheus.Databases.Bulk;

/// <summary>
/// Streams the rows of a query; columns are read by position, with the same types on both engines. Dispose it.
/// </summary>
/// <example>
/// <code>
/// using var rows = database.Read("SELECT instrument_id, trade_date, close FROM prices_daily ORDER BY instrument_id, trade_date");
/// while (rows.Next())
///     values[rowOf(rows.Date(1)), columnOf(rows.Text(0))] = rows.Real(2);
/// </code>
/// </example>
public abstract class RowReader : IDisposable
{
    /// <summary>Moves to the next row; false after the last.</summary>
    public abstract bool Next();

    public abstract int Columns { get; }

    public abstract string NameOf(int column);

    /// <summary>The type of a column; null where the engine does not know it (an expression on SQLite) or it is none of the platform's.</summary>
    public abstract ColumnType? TypeOf(int column);

    public abstract bool IsNull(int column);

    /// <summary>Text or JSON; never NULL. Runs of equal text give the same object, so a caller may compare references first.</summary>
    public abstract string Text(int column);

    /// <summary>Text or JSON, or null.</summary>
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>An integer of either width.</summary>
    public abstract long Integer(int column);

    /// <summary>NULL is NaN.</summary>
    public abstract double Real(int column);

    public abstract bool Boolean(int column);

    public abstract DateOnly Date(int column);

    public DateOnly? DateOrNull(int column) => IsNull(column) ? null : Date(column);

    public abstract DateTimeOffset Instant(int column);

    public abstract byte[] Blob(int column);

    /// <summary>Copies a blob to <paramref name="destination"/> and returns its length in bytes, which must not exceed the destination's.</summary>
    public abstract int Blob(int column, Span<byte> destination);

    /// <summary>The engine's own spelling of a value that is not NULL, for columns without a type.</summary>
    internal abstract string EngineText(int column);

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private protected abstract void Close();
}
