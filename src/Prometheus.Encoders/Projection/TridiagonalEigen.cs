using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Prometheus.Encoders.Projection;

/// <summary>
/// All eigenpairs of a symmetric matrix by way of a tridiagonal one (Householder, QL): for some tens of columns and more, where turning
/// cell by cell is slow. One thread, scalar arithmetic, so the same on every processor.
/// </summary>
internal static class TridiagonalEigen
{
    /// <param name="matrix">[n × n], row-major; left as it is.</param>
    /// <returns>Eigenvalues, descending, and eigenvectors as columns in that order, [n × n] row-major.</returns>
    public static (double[] Values, double[] Vectors) Diagonalize(double[] matrix, int n)
    {
        var eigen = new DenseMatrix(n, n, [.. matrix]).Evd(Symmetricity.Symmetric);
        var values = eigen.EigenValues.Select(v => v.Real).ToArray();
        var order = Enumerable.Range(0, n).OrderByDescending(k => values[k]).ThenBy(k => k).ToArray();
        var vectors = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < n; k++)
                vectors[(i * n) + k] = eigen.EigenVectors.At(i, order[k]);
        }

        return (Array.ConvertAll(order, k => values[k]), vectors);
    }
}
