using Prometheus.Sources.Quality;

namespace Prometheus.Sources.Series;

/// <summary>What stood in a series file.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Series">In ordinal order of ids; a series may be empty.</param>
/// <param name="Events">What the rules refused, in file order.</param>
/// <param name="RowsRead">Rows under the header, closing lines of text aside.</param>
/// <param name="RowsKept">Rows that stand.</param>
/// <param name="CellsAbsent">Cells of kept rows that are empty or hold a code for a missing value.</param>
/// <param name="TextLines">Lines before the header and after the last row that are no part of the table.</param>
public sealed record SeriesReading(
    string File, IReadOnlyList<DailySeries> Series, IReadOnlyList<QualityEvent> Events, int RowsRead, int RowsKept, int CellsAbsent, int TextLines);
