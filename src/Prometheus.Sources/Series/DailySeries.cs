namespace Prometheus.Sources.Series;

/// <summary>One series as read from a file.</summary>
/// <param name="Dates">Ascending, each once; they need not be sessions.</param>
/// <param name="Values">Observed values; fractions where the file has per cent.</param>
public sealed record DailySeries(string SeriesId, DateOnly[] Dates, double[] Values);
