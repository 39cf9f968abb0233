using MathNet.Numerics.LinearAlgebra.Double;
using Prometheus.Core.Numerics;

namespace Prometheus.Encoders.Text;

/// <summary>
/// Turns a refitted text encoder towards the one before by the terms both know (orthogonal Procrustes, Schönemann 1966): cosines within one fit
/// do not change, those across a refit stay meaningful. Only the leading directions that the new fit has are turned, so absent ones stay zero.
/// Of many shared terms the most frequent decide: they are those that the directions are made of.
/// </summary>
public static class TextAlignment
{
    /// <summary>Terms that are compared; eight times the directions say as much as all.</summary>
    private const int MostTerms = 2048;

    /// <param name="fit">The new encoder.</param>
    /// <param name="previous">The one it follows.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <returns><paramref name="fit"/> itself where no term is shared.</returns>
    public static TextFit Align(TextFit fit, TextFit previous, int workers = 1)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers) };
        var rank = fit.Rank;
        var terms = Shared(fit, previous);
        if (terms.Length == 0 || rank == 0 || previous.Rank == 0)
            return fit;

        // The polar factor of M = P_newᵀ·P_old: with M = UΣVᵀ it is UVᵀ, the rotation that minimises ‖P_new·R − P_old‖.
        var padded = TransposeProduct.Padded(rank);
        var cross = new double[padded * padded];
        var (ours, theirs) = (Rows(fit, terms.Select(t => t.New), rank, padded), Rows(previous, terms.Select(t => t.Old), rank, padded));
        TransposeProduct.Compute(ours, padded, theirs, padded, terms.Length, cross);
        var decomposed = DenseMatrix.Create(rank, rank, (i, j) => cross[(i * padded) + j]).Svd(computeVectors: true);
        var turn = new double[rank * padded];
        for (var i = 0; i < rank; i++)
        {
            for (var k = 0; k < rank; k++)
                ScaledSum.Add(turn.AsSpan(i * padded, rank), decomposed.U.At(i, k), decomposed.VT.Row(k).AsArray());
        }

        return fit with { Projection = Turned(fit.Projection, turn, rank, padded, parallel) };
    }

    /// <summary>Places of terms that both vocabularies have, the most frequent where they are many, ascending.</summary>
    private static (int New, int Old)[] Shared(TextFit fit, TextFit previous)
    {
        var places = new List<(int New, int Old)>();
        for (int i = 0, j = 0; i < fit.Vocabulary.Terms.Length && j < previous.Vocabulary.Terms.Length;)
        {
            var order = fit.Vocabulary.Terms[i].CompareTo(previous.Vocabulary.Terms[j]);
            if (order == 0)
                places.Add((i, j));
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return [.. places.OrderBy(p => fit.Vocabulary.Idf[p.New]).ThenBy(p => p.New).Take(MostTerms).OrderBy(p => p.New)];
    }

    /// <summary>The leading directions of some terms, [terms × padded]; those that a fit does not have are zero.</summary>
    private static double[] Rows(TextFit fit, IEnumerable<int> terms, int rank, int padded)
    {
        var rows = new List<double>();
        foreach (var term in terms)
        {
            for (var k = 0; k < padded; k++)
                rows.Add(k < Math.Min(rank, fit.Rank) ? fit.Projection[(term * fit.Rank) + k] : 0);
        }

        return [.. rows];
    }

    private static float[] Turned(float[] projection, double[] turn, int rank, int padded, ParallelOptions parallel)
    {
        var turned = new float[projection.Length];
        StripProduct.Compute(
            projection.Length / rank,
            rank,
            (r, k) => projection[(r * rank) + k],
            turn,
            padded,
            (r, product) =>
            {
                for (var k = 0; k < rank; k++)
                    turned[(r * rank) + k] = (float)product[k];
            },
            parallel);
        return turned;
    }
}
