using MathNet.Numerics.LinearAlgebra.Double;

namespace Prometheus.Encoders.Text;

/// <summary>
/// Turns a refitted text encoder towards the one before by the terms both know (orthogonal Procrustes, Schönemann 1966): cosines within one fit
/// do not change, those across a refit stay meaningful. Only the leading directions that the new fit has are turned, so absent ones stay zero.
/// </summary>
public static class TextAlignment
{
    /// <returns><paramref name="fit"/> itself where no term is shared.</returns>
    public static TextFit Align(TextFit fit, TextFit previous)
    {
        var rank = fit.Rank;
        var shared = Math.Min(rank, previous.Rank);
        var cross = new double[rank * rank];
        var terms = AddShared(fit, previous, shared, cross);
        if (terms == 0 || shared == 0)
            return fit;

        // The polar factor of M = P_newᵀ·P_old: with M = UΣVᵀ it is UVᵀ, the rotation that minimises ‖P_new·R − P_old‖.
        var decomposed = new DenseMatrix(rank, rank, ColumnMajor(cross, rank)).Svd(computeVectors: true);
        var turn = new double[rank * rank];
        for (var i = 0; i < rank; i++)
        {
            for (var k = 0; k < rank; k++)
                ScaledSum.Add(turn.AsSpan(i * rank, rank), decomposed.U.At(i, k), decomposed.VT.Row(k).AsArray());
        }

        return fit with { Projection = Turned(fit.Projection, turn, rank) };
    }

    private static int AddShared(TextFit fit, TextFit previous, int columns, double[] cross)
    {
        var (rank, other, terms) = (fit.Rank, previous.Rank, 0);
        for (int i = 0, j = 0; i < fit.Vocabulary.Terms.Length && j < previous.Vocabulary.Terms.Length;)
        {
            var order = fit.Vocabulary.Terms[i].CompareTo(previous.Vocabulary.Terms[j]);
            if (order == 0)
            {
                for (var k = 0; k < rank; k++)
                    ScaledSum.Add(cross.AsSpan(k * rank, columns), fit.Projection[(i * rank) + k], previous.Projection.AsSpan(j * other, columns));
                terms++;
            }

            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return terms;
    }

    private static double[] ColumnMajor(double[] matrix, int size)
    {
        var turned = new double[matrix.Length];
        for (var i = 0; i < matrix.Length; i++)
            turned[((i % size) * size) + (i / size)] = matrix[i];
        return turned;
    }

    private static float[] Turned(float[] projection, double[] turn, int rank)
    {
        var turned = new float[projection.Length];
        var row = new double[rank];
        for (var at = 0; at < projection.Length; at += rank)
        {
            Array.Clear(row);
            for (var k = 0; k < rank; k++)
                ScaledSum.Add(row, projection[at + k], turn.AsSpan(k * rank, rank));
            for (var k = 0; k < rank; k++)
                turned[at + k] = (float)row[k];
        }

        return turned;
    }
}
