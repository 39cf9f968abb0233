using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Prometheus.Core.Errors;
using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>
/// Rows as text, streamed: the read-only window for a person's own SQL, and whole tables for export. Where the column type is known, a value
/// is spelt alike on both engines: shortest round-trip numbers, ISO dates and instants, <c>true</c>/<c>false</c>, canonical JSON, base64.
/// </summary>
/// <example>
/// <code>
/// using var rows = TextRows.OfQuery(database, "SELECT COUNT(*) AS n FROM backtest_runs");
/// while (rows.Next())
///     Console.WriteLine(rows[0]);
/// </code>
/// </example>
public sealed class TextRows : IDisposable
{
    private readonly IDisposable _rows;
    private readonly Func<bool> _next;
    private readonly Func<int, string?> _text;
    private readonly string _database;

    private TextRows(RowReader rows, string database)
    {
        (_rows, _next, _database) = (rows, rows.Next, database);
        _text = column => ValueText.Of(rows, column, Types![column]);
        Names = Enumerable.Range(0, rows.Columns).Select(rows.NameOf).ToArray();
        Types = Enumerable.Range(0, rows.Columns).Select(c => rows.TypeOf(c) ?? SeedViews.TypeOfDocument(rows.NameOf(c))).ToArray();
    }

    private TextRows(CatalogRows rows, string database)
    {
        (_rows, _next, _text, _database) = (rows, rows.Next, rows.Text, database);
        Names = rows.Columns.Select(c => c.Name).ToArray();
        Types = rows.Columns.Select(c => (ColumnType?)c.Type).ToArray();
    }

    /// <summary>Column names, as the query gives them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The types of the columns; null where only the engine knows (an expression on SQLite).</summary>
    public IReadOnlyList<ColumnType?> Types { get; }

    /// <summary>The value in a column of the current row; null where it is NULL.</summary>
    public string? this[int column] => _text(column);

    /// <summary>One statement of a person's own SQL. The engine itself refuses every write.</summary>
    /// <exception cref="UserError">The statement cannot be run, writes, or is more than one.</exception>
    public static TextRows OfQuery(Database database, string sql)
    {
        Guard.NotBlank(sql);
        return Guarded(database.Label, () => new TextRows(database.ReadOnly(sql), database.Label));
    }

    /// <summary>All rows of a table in ordinal key order, or those of a range.</summary>
    /// <exception cref="UserError">There is no such table.</exception>
    public static TextRows OfTable(Database database, string table, KeyRange? range = null)
    {
        var shape = TableCatalog.Find(database, table);
        return new TextRows(CatalogRows.Open(database, shape, range), database.Label);
    }

    /// <summary>Moves to the next row; false after the last.</summary>
    public bool Next() => Guarded(_database, _next);

    public void Dispose() => _rows.Dispose();

    private static T Guarded<T>(string database, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (DbException error)
        {
            throw new UserError($"the {database} refused the statement: {ReasonOf(error)}", error);
        }
        catch (NotSupportedException error)
        {
            throw new UserError("expected one SQL statement, found several", error);
        }
    }

    private static string ReasonOf(DbException error) => error switch
    {
        PostgresException answer => answer.MessageText,
        SqliteException { SqliteErrorCode: 8 } => "the window is read-only",
        _ => error.Message.TrimEnd('.'),
    };
}
