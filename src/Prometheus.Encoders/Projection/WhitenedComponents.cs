using Prometheus.Core.Errors;
using Prometheus.Core.Numerics;

namespace Prometheus.Encoders.Projection;

/// <summary>
/// A fitted linear encoder: z = (x − centre)·P, principal components scaled towards unit variance and, after an alignment, rotated. A plain
/// record of numbers; fitting and applying are two steps.
/// </summary>
/// <param name="Centre">[inputs]; subtracted first.</param>
/// <param name="Projection">[inputs × dimensions], row-major.</param>
/// <param name="Variances">Variance of each component in the training slice before it was scaled, descending.</param>
public sealed record WhitenedComponents(double[] Centre, double[] Projection, double[] Variances)
{
    /// <summary>Components below this share of the first one's variance are numerical dust.</summary>
    private const double Dust = 1e-9;

    public int Inputs => Centre.Length;

    public int Dimensions => Variances.Length;

    /// <summary>
    /// The leading components of a training slice. Component k is divided by √(λ_k + shrinkage · λ̄), λ̄ the mean variance of the inputs: 0 whitens
    /// fully, and much shrinkage leaves plain principal components. The largest loading of each is positive.
    /// </summary>
    /// <param name="moments">Training slice.</param>
    /// <param name="dimensions">Most components kept.</param>
    /// <param name="shrinkage">≥ 0.</param>
    /// <exception cref="ModelError">A slice whose rows do not vary.</exception>
    public static WhitenedComponents Fit(Moments moments, int dimensions, double shrinkage)
    {
        var n = moments.Columns;
        var matrix = moments.Covariance();
        var mean = MeanVariance(matrix, n);
        var vectors = SymmetricEigen.Diagonalize(matrix, n);
        var order = Enumerable.Range(0, n).OrderByDescending(k => matrix[(k * n) + k]).ThenBy(k => k).ToArray();
        return Of(moments, Array.ConvertAll(order, k => matrix[(k * n) + k]), vectors, order, dimensions, shrinkage * mean);
    }

    /// <summary>The same for many columns, several times faster from some tens on; equal up to rounding.</summary>
    /// <exception cref="ModelError">A slice whose rows do not vary.</exception>
    public static WhitenedComponents FitWide(Moments moments, int dimensions, double shrinkage)
    {
        var matrix = moments.Covariance();
        var (values, vectors) = TridiagonalEigen.Diagonalize(matrix, moments.Columns);
        return Of(moments, values, vectors, [.. Enumerable.Range(0, values.Length)], dimensions, shrinkage * MeanVariance(matrix, moments.Columns));
    }

    /// <param name="values">Eigenvalues, descending.</param>
    /// <param name="vectors">Eigenvectors as columns.</param>
    /// <param name="order">The column of each eigenvalue.</param>
    private static WhitenedComponents Of(Moments moments, double[] values, double[] vectors, int[] order, int dimensions, double ridge)
    {
        var n = moments.Columns;
        if (!(values[0] > 0))
            throw new ModelError($"{moments.Rows} training rows of {n} columns do not vary: there is nothing to project on");
        var kept = values.Take(dimensions).Count(v => v > Dust * values[0]);
        var projection = new double[n * kept];
        for (var k = 0; k < kept; k++)
        {
            var scale = SignOf(vectors, n, order[k]) / Math.Sqrt(values[k] + ridge);
            for (var i = 0; i < n; i++)
                projection[(i * kept) + k] = vectors[(i * n) + order[k]] * scale;
        }

        return new WhitenedComponents(moments.Mean(), projection, values[..kept]);
    }

    private static double MeanVariance(double[] covariance, int n)
    {
        var mean = 0.0;
        for (var i = 0; i < n; i++)
            mean += covariance[(i * n) + i] / n;
        return mean;
    }

    /// <summary>z of one row; every output is one sum over the inputs in ascending order.</summary>
    public void Apply(ReadOnlySpan<double> row, Span<double> z)
    {
        var d = Dimensions;
        z[..d].Clear();
        for (var i = 0; i < row.Length; i++)
        {
            var x = row[i] - Centre[i];
            var loadings = Projection.AsSpan(i * d, d);
            for (var k = 0; k < d; k++)
                z[k] += x * loadings[k];
        }
    }

    /// <summary>The same encoder with its output turned by an orthogonal matrix [dimensions × dimensions].</summary>
    public WhitenedComponents Turned(ReadOnlySpan<double> rotation)
    {
        var d = Dimensions;
        var turned = new double[Projection.Length];
        for (var i = 0; i < Inputs; i++)
        {
            for (var k = 0; k < d; k++)
            {
                for (var j = 0; j < d; j++)
                    turned[(i * d) + j] += Projection[(i * d) + k] * rotation[(k * d) + j];
            }
        }

        return this with { Projection = turned };
    }

    private static int SignOf(double[] vectors, int n, int column)
    {
        var largest = 0.0;
        for (var i = 0; i < n; i++)
        {
            if (Math.Abs(vectors[(i * n) + column]) > Math.Abs(largest))
                largest = vectors[(i * n) + column];
        }

        return largest < 0 ? -1 : 1;
    }
}
