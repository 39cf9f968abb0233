namespace Prometheus.Stores;

/// <summary>A record of imports: <c>import_files</c>.</summary>
public static class ImportedFileStore
{
    private static readonly TableShape Files = new(
        "import_files",
        keyColumns: 2,
        Column.Text("market_id"),
        Column.Text("file"),
        Column.Text("content_digest"),
        Column.Text("options_hash"),
        Column.Text("source"),
        Column.Integer("rows_read"),
        Column.Integer("rows_kept"),
        Column.Integer("rows_quarantined"),
        Column.Integer("rows_skipped"),
        Column.Integer("rows_flagged"));

    /// <summary>The record of one import, or null.</summary>
    public static ImportedFile? Read(IDatabaseReads historical, string marketId, string file)
    {
        using var rows = historical.Read(
            """
            SELECT market_id, file, content_digest, options_hash, source, rows_read, rows_kept, rows_quarantined, rows_skipped, rows_flagged
            FROM import_files WHERE market_id = @marketId AND file = @file
            """,
            new { marketId, file });
        return rows.Next()
            ? new ImportedFile(
                rows.Text(0), rows.Text(1), rows.Text(2), rows.Text(3), rows.Text(4),
                rows.Integer(5), rows.Integer(6), rows.Integer(7), rows.Integer(8), rows.Integer(9))
            : null;
    }

    /// <summary>Records an import; nothing is written where it is on record alike.</summary>
    public static void Save(DatabaseTransaction unit, ImportedFile file)
    {
        if (Read(unit, file.MarketId, file.File) == file)
            return;
        unit.Upsert(Files, rows => rows
            .Text(file.MarketId).Text(file.File).Text(file.ContentDigest).Text(file.OptionsHash).Text(file.Source)
            .Integer(file.RowsRead).Integer(file.RowsKept).Integer(file.RowsQuarantined).Integer(file.RowsSkipped).Integer(file.RowsFlagged).EndRow());
    }
}

/// <summary>What was imported whole: a file, a folder or an archive.</summary>
/// <param name="File">Its name, without the folder it lies in.</param>
/// <param name="ContentDigest">Hex SHA-256 of its bytes.</param>
/// <param name="OptionsHash">Hash of how it was read.</param>
/// <param name="Source">Labels of the sources met, joined with a comma.</param>
public sealed record ImportedFile(
    string MarketId,
    string File,
    string ContentDigest,
    string OptionsHash,
    string Source,
    long RowsRead,
    long RowsKept,
    long RowsQuarantined,
    long RowsSkipped,
    long RowsFlagged);
