using Prometheus.Core.Numerics;

namespace Prometheus.Encoders.Projection;

/// <summary>
/// Turns a refitted encoder so that it agrees best with the one before (orthogonal Procrustes, Schönemann 1966): heads and neighbours that
/// know the old coordinates survive a refit. Distances and angles within one fit do not change.
/// </summary>
public static class Procrustes
{
    private const double Spanned = 1e-12;

    /// <param name="fit">The new encoder.</param>
    /// <param name="previous">The one it follows; of the same inputs.</param>
    /// <returns><paramref name="fit"/> itself where the two differ in their dimensions.</returns>
    public static WhitenedComponents Align(WhitenedComponents fit, WhitenedComponents previous)
        => CanAlign(fit, previous) ? fit.Turned(Rotation(fit, previous, ByTurns)) : fit;

    /// <summary>The same for many dimensions, several times faster from some tens on; equal up to rounding.</summary>
    public static WhitenedComponents AlignWide(WhitenedComponents fit, WhitenedComponents previous)
        => CanAlign(fit, previous) ? fit.Turned(Rotation(fit, previous, TridiagonalEigen.Diagonalize)) : fit;

    private static bool CanAlign(WhitenedComponents fit, WhitenedComponents previous) => fit.Dimensions == previous.Dimensions && fit.Inputs == previous.Inputs;

    private static (double[] Values, double[] Vectors) ByTurns(double[] matrix, int n)
    {
        var vectors = SymmetricEigen.Diagonalize(matrix, n);
        return (Enumerable.Range(0, n).Select(k => matrix[(k * n) + k]).ToArray(), vectors);
    }

    /// <summary>
    /// The orthogonal R that minimises ‖P_new·R − P_old‖: with M = P_newᵀP_old = UΣVᵀ it is UVᵀ, here as M·(MᵀM)^(−½) from the eigenpairs of MᵀM.
    /// Directions that M loses are completed to an orthonormal basis in a fixed order.
    /// </summary>
    private static double[] Rotation(WhitenedComponents fit, WhitenedComponents previous, Func<double[], int, (double[] Values, double[] Vectors)> eigenpairs)
    {
        var d = fit.Dimensions;
        var m = CrossProduct(fit.Projection, previous.Projection, fit.Inputs, d);
        var (squares, v) = eigenpairs(CrossProduct(m, m, d, d), d);
        var largest = squares.Max();
        var u = new double[d * d];
        var order = Enumerable.Range(0, d).OrderByDescending(k => squares[k]).ThenBy(k => k).ToArray();
        for (var done = 0; done < d; done++)
        {
            var k = order[done];
            if (squares[k] > Spanned * largest)
                Image(m, v, u, d, k);
            if (!Orthonormalise(u, d, order.AsSpan(0, done), k))
                Complete(u, d, order.AsSpan(0, done), k);
        }

        // R = U·Vᵀ.
        var rotation = new double[d * d];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                for (var k = 0; k < d; k++)
                    rotation[(i * d) + j] += u[(i * d) + k] * v[(j * d) + k];
            }
        }

        return rotation;
    }

    /// <summary>AᵀB of two [rows × columns] matrices.</summary>
    private static double[] CrossProduct(double[] a, double[] b, int rows, int columns)
    {
        var product = new double[columns * columns];
        for (var r = 0; r < rows; r++)
        {
            for (var i = 0; i < columns; i++)
            {
                for (var j = 0; j < columns; j++)
                    product[(i * columns) + j] += a[(r * columns) + i] * b[(r * columns) + j];
            }
        }

        return product;
    }

    private static void Image(double[] m, double[] v, double[] u, int d, int k)
    {
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
                u[(i * d) + k] += m[(i * d) + j] * v[(j * d) + k];
        }
    }

    /// <summary>Takes from column k what earlier columns span and makes it unit length; false where nothing is left.</summary>
    private static bool Orthonormalise(double[] u, int d, ReadOnlySpan<int> earlier, int k)
    {
        var before = Norm(u, d, k);
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var other in earlier)
            {
                var along = 0.0;
                for (var i = 0; i < d; i++)
                    along += u[(i * d) + k] * u[(i * d) + other];
                for (var i = 0; i < d; i++)
                    u[(i * d) + k] -= along * u[(i * d) + other];
            }
        }

        var norm = Norm(u, d, k);
        if (!(norm > 1e-6 * before))
            return false;
        for (var i = 0; i < d; i++)
            u[(i * d) + k] /= norm;
        return true;
    }

    /// <summary>The first coordinate axis that the earlier columns do not span.</summary>
    private static void Complete(double[] u, int d, ReadOnlySpan<int> earlier, int k)
    {
        for (var axis = 0; axis < d; axis++)
        {
            for (var i = 0; i < d; i++)
                u[(i * d) + k] = i == axis ? 1 : 0;
            if (Orthonormalise(u, d, earlier, k))
                return;
        }
    }

    private static double Norm(double[] u, int d, int k)
    {
        var sum = 0.0;
        for (var i = 0; i < d; i++)
            sum += u[(i * d) + k] * u[(i * d) + k];
        return Math.Sqrt(sum);
    }
}
