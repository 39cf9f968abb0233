using Prometheus.Databases;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>When everything in a store was written: what a digest leaves out on purpose, and what shows a write that changed nothing.</summary>
internal static class WrittenTimes
{
    /// <summary>One line a row that tells when it was written, in both databases, job units included.</summary>
    public static string[] Of(DatabaseSettings settings)
    {
        var lines = new List<string>();
        foreach (var name in Enum.GetValues<LogicalDatabase>())
        {
            using var database = Database.Open(name, settings);
            foreach (var table in TableCatalog.Read(database))
            {
                var columns = table.Columns.ToArray();
                if (!columns.Any(c => c.Name.EndsWith("_at", StringComparison.Ordinal)))
                    continue;
                using var rows = TextRows.OfTable(database, table.Name);
                while (rows.Next())
                    lines.Add($"{name}.{table.Name} {string.Join('|', Enumerable.Range(0, rows.Names.Count).Where(c => c < table.KeyColumns || rows.Names[c].EndsWith("_at", StringComparison.Ordinal)).Select(c => rows[c]))}");
            }
        }

        return [.. lines];
    }
}
