using MathNet.Numerics.LinearAlgebra.Double;

namespace Prometheus.Encoders.Text;

/// <summary>
/// Turns a refitted text encoder towards the one before by the terms both know (orthogonal Procrustes, Schönemann 1966): cosines within one fit
/// do not change, those across a refit stay meaningful. Only the leading directions that the new fit has are turned, so absent ones stay zero.
/// </summary>
public static class TextAlignment
{
    /// <summary>Rows of a matrix that one thread takes at once.</summary>
    private const int Strip = 32;

    /// <param name="fit">The new encoder.</param>
    /// <param name="previous">The one it follows.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <returns><paramref name="fit"/> itself where no term is shared.</returns>
    public static TextFit Align(TextFit fit, TextFit previous, int workers = 1)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers) };
        var rank = fit.Rank;
        var shared = Math.Min(rank, previous.Rank);
        var terms = Shared(fit, previous);
        if (terms.Count == 0 || shared == 0)
            return fit;
        var cross = new double[rank * rank];
        Parallel.For(0, (rank + Strip - 1) / Strip, parallel, strip => AddShared(fit, previous, terms, shared, cross, strip * Strip, Math.Min(rank, (strip + 1) * Strip)));

        // The polar factor of M = P_newᵀ·P_old: with M = UΣVᵀ it is UVᵀ, the rotation that minimises ‖P_new·R − P_old‖.
        var decomposed = new DenseMatrix(rank, rank, ColumnMajor(cross, rank)).Svd(computeVectors: true);
        var turn = new double[rank * rank];
        for (var i = 0; i < rank; i++)
        {
            for (var k = 0; k < rank; k++)
                ScaledSum.Add(turn.AsSpan(i * rank, rank), decomposed.U.At(i, k), decomposed.VT.Row(k).AsArray());
        }

        return fit with { Projection = Turned(fit.Projection, turn, rank, parallel) };
    }

    /// <summary>Places of the terms that both vocabularies have.</summary>
    private static List<(int New, int Old)> Shared(TextFit fit, TextFit previous)
    {
        var places = new List<(int, int)>();
        for (int i = 0, j = 0; i < fit.Vocabulary.Terms.Length && j < previous.Vocabulary.Terms.Length;)
        {
            var order = fit.Vocabulary.Terms[i].CompareTo(previous.Vocabulary.Terms[j]);
            if (order == 0)
                places.Add((i, j));
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return places;
    }

    /// <summary>Rows <paramref name="first"/> … <paramref name="end"/> − 1 of P_newᵀ·P_old, each a sum over the terms in ascending order.</summary>
    private static void AddShared(TextFit fit, TextFit previous, List<(int New, int Old)> terms, int columns, double[] cross, int first, int end)
    {
        var (rank, other) = (fit.Rank, previous.Rank);
        foreach (var (i, j) in terms)
        {
            for (var k = first; k < end; k++)
                ScaledSum.Add(cross.AsSpan(k * rank, columns), fit.Projection[(i * rank) + k], previous.Projection.AsSpan(j * other, columns));
        }
    }

    private static double[] ColumnMajor(double[] matrix, int size)
    {
        var turned = new double[matrix.Length];
        for (var i = 0; i < matrix.Length; i++)
            turned[((i % size) * size) + (i / size)] = matrix[i];
        return turned;
    }

    private static float[] Turned(float[] projection, double[] turn, int rank, ParallelOptions parallel)
    {
        var turned = new float[projection.Length];
        var rows = projection.Length / rank;
        Parallel.For(0, (rows + Strip - 1) / Strip, parallel, strip =>
        {
            var row = new double[rank];
            for (var at = strip * Strip * rank; at < Math.Min(rows, (strip + 1) * Strip) * rank; at += rank)
            {
                Array.Clear(row);
                for (var k = 0; k < rank; k++)
                    ScaledSum.Add(row, projection[at + k], turn.AsSpan(k * rank, rank));
                for (var k = 0; k < rank; k++)
                    turned[at + k] = (float)row[k];
            }
        });
        return turned;
    }
}
