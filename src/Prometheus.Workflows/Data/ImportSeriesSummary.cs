using Prometheus.Sources.Series;

namespace Prometheus.Workflows.Data;

/// <summary>What an import of series came to.</summary>
/// <param name="Read">What stood in the file.</param>
/// <param name="RowsAdded">Values that were not stored before.</param>
/// <param name="RowsChanged">Stored values that changed, each recorded.</param>
/// <param name="SeriesReplaced">Series exchanged for those of another source.</param>
public sealed record ImportSeriesSummary(SeriesReading Read, long RowsAdded, long RowsChanged, int SeriesReplaced);
