using Prometheus.Core.Errors;
using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>The tables a database has, with the platform's own column types on both engines.</summary>
public static class TableCatalog
{
    /// <summary>
    /// All tables in ordinal order of name: key columns first, in key order, then the others as declared. A <see cref="SeedView"/> counts as the
    /// table it stands for, and the lean tables behind it are not listed.
    /// </summary>
    public static IReadOnlyList<TableShape> Read(Database database)
    {
        var views = SeedViews.Of(database.Name);
        var hidden = views.SelectMany(v => v.Tables).ToHashSet(StringComparer.Ordinal);
        return [.. ReadStored(database).Where(t => !hidden.Contains(t.Name)).Concat(views.Select(v => v.Shape)).OrderBy(t => t.Name, StringComparer.Ordinal)];
    }

    /// <summary>The tables that hold rows, lean ones included, in ordinal order of name.</summary>
    public static IReadOnlyList<TableShape> ReadStored(Database database)
    {
        var columns = database.Query<CatalogColumn>(database.Engine == DatabaseEngine.Sqlite ? SqliteColumns : PostgresColumns);
        return columns.GroupBy(c => c.Table, StringComparer.Ordinal)
            .OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(Shape)
            .ToArray();
    }

    /// <summary>One table by name.</summary>
    /// <exception cref="UserError">There is no such table; the message lists those there are.</exception>
    public static TableShape Find(Database database, string name)
    {
        var tables = Read(database);
        return tables.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.Ordinal))
            ?? throw new UserError($"the {database.Label} has no table '{name}', expected one of {string.Join(", ", tables.Select(t => t.Name))}");
    }

    private const string SqliteColumns = """
        SELECT t.name AS "table", c.name AS name, lower(c.type) AS type, c.cid AS position, c.pk AS key_position
        FROM sqlite_master t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
        """;

    private const string PostgresColumns = """
        SELECT t.relname::text AS "table", c.attname::text AS name, y.typname::text AS type, c.attnum::int AS position,
               coalesce(array_position(k.conkey, c.attnum), 0) AS key_position
        FROM pg_class t
        JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
        JOIN pg_type y ON y.oid = c.atttypid
        LEFT JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'p'
        WHERE t.relkind IN ('r', 'p') AND t.relnamespace = current_schema()::regnamespace
        """;

    private static TableShape Shape(IGrouping<string, CatalogColumn> table)
    {
        var ordered = table.OrderBy(c => c.KeyPosition == 0 ? int.MaxValue : c.KeyPosition).ThenBy(c => c.Position).ToArray();
        var keys = ordered.Count(c => c.KeyPosition > 0);
        if (keys == 0)
            throw new DatabaseError($"table {table.Key} has no primary key");
        return new TableShape(table.Key, keys, ordered.Select(c => new Column(c.Name, TypeOf(c))).ToArray());
    }

    private static ColumnType TypeOf(CatalogColumn column) => column.Type switch
    {
        "text" => ColumnType.Text,
        "integer" or "int8" => ColumnType.Integer,
        "int" or "int4" => ColumnType.Narrow,
        "double" or "float8" => ColumnType.Real,
        "boolean" or "bool" => ColumnType.Boolean,
        "date" => ColumnType.Date,
        "timestamp" or "timestamptz" => ColumnType.Instant,
        "json" or "jsonb" => ColumnType.Json,
        "blob" or "bytea" => ColumnType.Blob,
        _ => throw new DatabaseError($"column {column.Name} of table {column.Table} has type {column.Type}, which is none of the platform's"),
    };

    private sealed record CatalogColumn(string Table, string Name, string Type, int Position, int KeyPosition);
}
