using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>The digest of the rows of a slice as they stand now, in key order; instants of writing count no more than in <see cref="DatabaseDigest"/>.</summary>
public sealed class SliceDigest(DatabasePair databases)
{
    private readonly Dictionary<LogicalDatabase, Dictionary<string, TableShape>> _shapes = [];

    /// <returns>Lower-case hex; of no rows where the table is gone.</returns>
    public string Of(TableSlice slice, CancellationToken cancellation = default)
    {
        using var cover = AccessLog.Cover();
        using var hash = new RowHash();
        if (!ShapesOf(slice.Database).TryGetValue(slice.Table, out var shape))
            return hash.Finish();
        var columns = shape.Columns.ToArray();
        var (conditions, parameters) = ConditionsOf(slice, shape);
        var counted = columns.Where(c => !c.Name.EndsWith("_at", StringComparison.Ordinal) && slice.Columns?.Contains(c.Name) != false).ToArray();
        var selected = counted.Length == 0 ? "1" : string.Join(", ", counted.Select(c => Bulk.TableShape.Quote(c.Name)));
        using var rows = databases[slice.Database].Read($"SELECT {selected} FROM {shape.QuotedName}{(conditions.Count > 0 ? " WHERE " + string.Join(" AND ", conditions) : "")} ORDER BY {shape.KeyList}", parameters);
        for (var count = 1L; rows.Next(); count++)
        {
            if ((count & 0xFFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < counted.Length; i++)
                hash.Add(rows, i, counted[i].Type);
            if (counted.Length == 0)
                hash.Add("row");
        }

        return hash.Finish();
    }

    /// <summary>
    /// The slices of tables that stand behind what was read: names that are no table are left out, those of a view stand for the tables it reads.
    /// </summary>
    public IEnumerable<TableSlice> OnTables(IEnumerable<TableSlice> slices)
        => slices.SelectMany(s => ShapesOf(s.Database).TryGetValue(s.Table, out var shape) ? [Named(s, shape)] : TablesBehind(s.Database, s.Table).Select(t => new TableSlice(s.Database, t)))
            .DistinctBy(s => (s.Database, s.ToString()));

    /// <summary>Of the words of a statement, those that name columns.</summary>
    private static TableSlice Named(TableSlice slice, TableShape shape)
        => slice.Columns is { } words ? slice with { Columns = new SortedSet<string>(shape.Columns.ToArray().Select(c => c.Name).Where(words.Contains), StringComparer.Ordinal) } : slice;

    /// <summary>A column of the parent table narrows through it; what is no column, such as the market of names, narrows nothing.</summary>
    internal static (List<string> Conditions, Dapper.DynamicParameters Parameters) ConditionsOf(TableSlice slice, TableShape shape)
    {
        var conditions = new List<string>();
        var parameters = new Dapper.DynamicParameters();
        foreach (var (column, value) in slice.Where)
            Add(column, "=", value);
        if (slice is { DateColumn: { } date, First: { } first })
            Add(date, ">=", first);
        if (slice is { DateColumn: { } bounded, Last: { } last })
            Add(bounded, "<=", last);
        return (conditions, parameters);

        void Add(string column, string comparison, object value)
        {
            var name = $"v{conditions.Count}";
            if (TableRoles.ParentOf(shape.Name) is { } parent && column.StartsWith(parent.Table + ".", StringComparison.Ordinal))
            {
                var (key, of) = (TableShape.Quote(parent.Column), TableShape.Quote(column[(parent.Table.Length + 1)..]));
                conditions.Add($"{key} IN (SELECT {key} FROM {Bulk.TableShape.Quote(parent.Table)} WHERE {of} {comparison} @{name})");
            }
            else if (Array.Exists(shape.Columns.ToArray(), c => c.Name == column))
            {
                conditions.Add($"{Bulk.TableShape.Quote(column)} {comparison} @{name}");
            }
            else
            {
                return;
            }

            parameters.Add(name, value);
        }
    }

    private IEnumerable<string> TablesBehind(LogicalDatabase name, string view)
    {
        using var cover = AccessLog.Cover();
        var database = databases[name];
        var sql = database.Scalar<string>(
            database.Engine == DatabaseEngine.Sqlite
                ? "SELECT sql FROM sqlite_master WHERE type = 'view' AND name = @view"
                : "SELECT definition FROM pg_views WHERE viewname = @view AND schemaname = current_schema()",
            new { view });
        return sql is null
            ? []
            : StatementSlices.TablesOf(sql).Where(t => t != view).SelectMany(t => ShapesOf(name).ContainsKey(t) ? [t] : TablesBehind(name, t)).Where(t => TableRoles.Of(t) != TableRole.Bookkeeping);
    }

    private Dictionary<string, TableShape> ShapesOf(LogicalDatabase name)
    {
        if (!_shapes.TryGetValue(name, out var shapes))
        {
            using var cover = AccessLog.Cover();
            _shapes[name] = shapes = TableCatalog.Read(databases[name]).ToDictionary(t => t.Name, StringComparer.Ordinal);
        }

        return shapes;
    }
}
