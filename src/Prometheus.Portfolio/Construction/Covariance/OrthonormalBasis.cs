using Prometheus.Core.Numerics;

namespace Prometheus.Portfolio.Construction.Covariance;

/// <summary>
/// Turns the columns of a tall thin matrix into an orthonormal basis of what they span: with QᵀQ = RᵀR (Cholesky), Q·R⁻¹ is orthonormal. Done
/// where columns are not nearly parallel; one that is (nearly) spanned by those before it becomes zero.
/// </summary>
internal static class OrthonormalBasis
{
    private const int Columns = TransposeProduct.Tile;
    private const double Spanned = 1e-13;

    /// <param name="basis">[rows × 8], changed in place.</param>
    public static void Make(double[] basis, int rows)
    {
        var gram = new double[Columns * Columns];
        TransposeProduct.Compute(basis, Columns, basis, Columns, rows, gram, symmetric: true);
        var inverse = InverseOfFactor(gram);
        Span<double> row = stackalloc double[Columns];
        for (var i = 0; i < rows; i++)
        {
            var cells = basis.AsSpan(i * Columns, Columns);
            row.Clear();
            for (var k = 0; k < Columns; k++)
            {
                for (var j = k; j < Columns; j++)
                    row[j] += cells[k] * inverse[(k * Columns) + j];
            }

            row.CopyTo(cells);
        }
    }

    /// <summary>R⁻¹, upper triangular; the column of a spanned direction is zero.</summary>
    private static double[] InverseOfFactor(double[] gram)
    {
        var factor = new double[Columns * Columns];
        var inverse = new double[Columns * Columns];
        for (var j = 0; j < Columns; j++)
        {
            var left = gram[(j * Columns) + j];
            for (var i = 0; i < j; i++)
            {
                var sum = gram[(i * Columns) + j];
                for (var k = 0; k < i; k++)
                    sum -= factor[(k * Columns) + i] * factor[(k * Columns) + j];
                factor[(i * Columns) + j] = factor[(i * Columns) + i] > 0 ? sum / factor[(i * Columns) + i] : 0;
                left -= factor[(i * Columns) + j] * factor[(i * Columns) + j];
            }

            if (!(left > gram[(j * Columns) + j] * Spanned))
                continue;
            factor[(j * Columns) + j] = Math.Sqrt(left);
            InvertColumn(factor, inverse, j);
        }

        return inverse;
    }

    private static void InvertColumn(double[] factor, double[] inverse, int j)
    {
        inverse[(j * Columns) + j] = 1 / factor[(j * Columns) + j];
        for (var i = j - 1; i >= 0; i--)
        {
            if (factor[(i * Columns) + i] == 0)
                continue;
            var sum = 0.0;
            for (var k = i + 1; k <= j; k++)
                sum += factor[(i * Columns) + k] * inverse[(k * Columns) + j];
            inverse[(i * Columns) + j] = -sum / factor[(i * Columns) + i];
        }
    }
}
