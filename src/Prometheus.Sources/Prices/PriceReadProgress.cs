namespace Prometheus.Sources.Prices;

/// <summary>How far a reading has come. Bytes are those of the stored, possibly compressed files.</summary>
public readonly record struct PriceReadProgress(int FilesDone, int FilesTotal, long BytesDone, long BytesTotal, long RowsRead);
