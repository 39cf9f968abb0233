using System.Security.Cryptography;
using System.Text;
using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>
/// What "equal databases" means: the same tables, columns and rows, whichever engine holds them. Left out is what tells when something was
/// written rather than what: columns ending in <c>_at</c>, the tables of jobs and artefacts, and the migrations. What is stored leanly counts as its view
/// shows it.
/// </summary>
/// <param name="Database">Which logical database.</param>
/// <param name="Digest">Hex SHA-256 over the digests of the tables.</param>
/// <param name="Tables">In ordinal order of name.</param>
public sealed record DatabaseDigest(LogicalDatabase Database, string Digest, IReadOnlyList<TableDigest> Tables)
{
    private static readonly string[] Bookkeeping = ["job_units", "schema_migrations", "makings", "making_inputs", "artefacts", "superseded_runs"];

    /// <summary>Streams every row once, in ordinal key order.</summary>
    public static DatabaseDigest Compute(Database database, CancellationToken cancellation = default)
    {
        var tables = TableCatalog.Read(database)
            .Where(t => !Bookkeeping.Contains(t.Name, StringComparer.Ordinal))
            .Select(t => Compute(database, t, cancellation))
            .ToArray();
        var lines = string.Concat(tables.Select(t => $"{t.Table} {t.Digest}\n"));
        return new DatabaseDigest(database.Name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines))), tables);
    }

    private static TableDigest Compute(Database database, TableShape table, CancellationToken cancellation)
    {
        using var rows = CatalogRows.Open(database, table, columns: c => !c.Name.EndsWith("_at", StringComparison.Ordinal));
        using var hash = new RowHash();
        foreach (var column in rows.Columns)
            hash.Add(column.Name);
        var count = 0L;
        while (rows.Next())
        {
            if ((++count & 0xFFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < rows.Columns.Count; i++)
                rows.AddTo(hash, i);
        }

        return new TableDigest(table.Name, count, hash.Finish());
    }
}

/// <param name="Table">Table name.</param>
/// <param name="Rows">Rows hashed.</param>
/// <param name="Digest">Hex SHA-256 over the rows in key order.</param>
public sealed record TableDigest(string Table, long Rows, string Digest);
