namespace Prometheus.Core.Numerics;

/// <summary>All eigenpairs of a small symmetric matrix by cyclic Jacobi rotations: only + − × ÷ √ in a fixed order.</summary>
public static class SymmetricEigen
{
    private const int MaximumSweeps = 50;

    /// <param name="matrix">[n × n], row-major; destroyed, its diagonal becomes the eigenvalues.</param>
    /// <returns>Eigenvectors as columns, [n × n] row-major, unsorted.</returns>
    public static double[] Diagonalize(double[] matrix, int n)
    {
        var vectors = new double[n * n];
        for (var i = 0; i < n; i++)
            vectors[(i * n) + i] = 1;
        for (var sweep = 0; sweep < MaximumSweeps; sweep++)
        {
            var rotated = false;
            for (var p = 0; p < n - 1; p++)
            {
                for (var q = p + 1; q < n; q++)
                    rotated |= Rotate(matrix, vectors, n, p, q);
            }

            if (!rotated)
                break;
        }

        return vectors;
    }

    /// <summary>Zeroes the cell (p, q); false where it no longer counts beside the diagonal.</summary>
    private static bool Rotate(double[] m, double[] v, int n, int p, int q)
    {
        var off = m[(p * n) + q];
        if (Math.Abs(off) <= 1e-16 * Math.Sqrt(Math.Abs(m[(p * n) + p] * m[(q * n) + q])))
            return false;
        var theta = (m[(q * n) + q] - m[(p * n) + p]) / (2 * off);
        var t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var c = 1 / Math.Sqrt((t * t) + 1);
        var s = t * c;
        for (var k = 0; k < n; k++)
            (m[(k * n) + p], m[(k * n) + q]) = Turn(m[(k * n) + p], m[(k * n) + q], c, s);
        for (var k = 0; k < n; k++)
            (m[(p * n) + k], m[(q * n) + k]) = Turn(m[(p * n) + k], m[(q * n) + k], c, s);
        for (var k = 0; k < n; k++)
            (v[(k * n) + p], v[(k * n) + q]) = Turn(v[(k * n) + p], v[(k * n) + q], c, s);
        return true;
    }

    private static (double First, double Second) Turn(double first, double second, double c, double s)
        => ((c * first) - (s * second), (s * first) + (c * second));
}
