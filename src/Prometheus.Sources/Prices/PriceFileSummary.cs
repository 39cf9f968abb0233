namespace Prometheus.Sources.Prices;

/// <summary>What one file contributed. RowsRead = RowsKept + RowsQuarantined + RowsSkipped.</summary>
/// <param name="Name">As in <see cref="PriceFile.Name"/>.</param>
/// <param name="RowsQuarantined">Rows refused by an ERROR rule.</param>
/// <param name="RowsSkipped">Rows without a numeric close.</param>
/// <param name="RowsFlagged">Kept rows with at least one WARN flag.</param>
public sealed record PriceFileSummary(string Name, long RowsRead, long RowsKept, long RowsQuarantined, long RowsSkipped, long RowsFlagged);
