namespace Prometheus.Core.Numerics;

/// <summary>Consecutive rows of a matrix whose rows lie in several arrays.</summary>
/// <param name="Values">Row-major, with the columns of the matrix.</param>
/// <param name="Offset">Cell of the first row.</param>
/// <param name="Row">Which row of the matrix that is.</param>
/// <param name="Rows">How many.</param>
public readonly record struct MatrixPart(double[] Values, int Offset, int Row, int Rows);
