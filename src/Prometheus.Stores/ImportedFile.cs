namespace Prometheus.Stores;

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
