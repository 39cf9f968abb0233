using Prometheus.Storage.Bulk;
using Prometheus.Storage.Databases;

namespace Prometheus.Storage.Stores;

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

    /// <summary>Records an import; nothing is written where it is on record already.</summary>
    public static void Save(DatabaseTransaction unit, ImportedFile file)
    {
        var key = new { file.MarketId, file.File };
        var last = unit.Query<Row>("SELECT content_digest, options_hash FROM import_files WHERE market_id = @MarketId AND file = @File", key).SingleOrDefault();
        if (last == new Row { ContentDigest = file.ContentDigest, OptionsHash = file.OptionsHash })
            return;
        unit.Upsert(Files, rows => rows
            .Text(file.MarketId).Text(file.File).Text(file.ContentDigest).Text(file.OptionsHash).Text(file.Source)
            .Integer(file.RowsRead).Integer(file.RowsKept).Integer(file.RowsQuarantined).Integer(file.RowsSkipped).Integer(file.RowsFlagged).EndRow());
    }

    private sealed record Row
    {
        public string ContentDigest { get; init; } = "";

        public string OptionsHash { get; init; } = "";
    }
}
