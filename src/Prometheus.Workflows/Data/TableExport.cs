using Prometheus.Databases.Bulk;

namespace Prometheus.Workflows.Data;

/// <summary>What <c>data export</c> can name: any table of either database, or the short names a person uses.</summary>
public static class TableExport
{
    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.Ordinal)
    {
        ["returns"] = "returns_daily",
        ["positions"] = "positions_snapshots",
        ["trades"] = "backtest_trades",
    };

    /// <summary>The rows of a table in key order, of one run where one is named.</summary>
    /// <exception cref="UserError">No such table, or a run named for a table that holds none.</exception>
    public static TextRows Open(DatabasePair databases, string name, string? runId)
    {
        var table = ShortNames.GetValueOrDefault(name, name);
        foreach (var database in (ReadOnlySpan<Database>)[databases.Historical, databases.Runtime])
        {
            if (TableCatalog.Read(database).FirstOrDefault(t => t.Name == table) is { } shape)
                return TextRows.OfTable(database, table, RangeOf(shape, runId));
        }

        var known = Enum.GetValues<LogicalDatabase>().SelectMany(d => TableCatalog.Read(databases[d])).Select(t => t.Name).Distinct().Order(StringComparer.Ordinal);
        throw new UserError($"there is no table '{name}', expected {string.Join(", ", ShortNames.Keys)} or one of {string.Join(", ", known)}");
    }

    private static KeyRange? RangeOf(TableShape table, string? runId)
    {
        if (runId is null)
            return null;
        foreach (var column in table.Columns)
        {
            if (column.Name is "run_id" or "context")
                return KeyRange.Where($"{column.Name} = @runId", new { runId });
        }

        throw new UserError($"table {table.Name} has no rows of a run");
    }
}
