namespace Prometheus.Workflows.Assessment;

/// <summary>What an import of scores came to.</summary>
/// <param name="RowsRead">Rows of the file.</param>
/// <param name="RowsQuarantined">Rows that were refused; <c>data_quality_events</c> says why.</param>
/// <param name="Added">Scores that were not there.</param>
/// <param name="Changed">Scores that were there with another value.</param>
/// <param name="Stored">Scores of the model after the import.</param>
public sealed record ImportScoresSummary(int RowsRead, int RowsQuarantined, int Added, int Changed, int Stored);
