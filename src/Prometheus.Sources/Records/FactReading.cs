using Prometheus.Sources.Quality;

namespace Prometheus.Sources.Records;

/// <summary>What stood in a file of facts.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Records">What can be used, in file order.</param>
/// <param name="Refused">What the rules refused, in file order.</param>
/// <param name="RowsRead">Rows under the header, or objects.</param>
/// <param name="RowsRepeated">Rows that say again what an earlier one said.</param>
/// <param name="RowsEmpty">Rows without any value.</param>
public sealed record FactReading<T>(
    string File, IReadOnlyList<T> Records, IReadOnlyList<QualityEvent> Refused, int RowsRead, int RowsRepeated, int RowsEmpty);
