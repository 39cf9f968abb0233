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
        var mean = 0.0;
        for (var i = 0; i < n; i++)
            mean += matrix[(i * n) + i] / n;
        var vectors = SymmetricEigen.Diagonalize(matrix, n);
        var order = Enumerable.Range(0, n).OrderByDescending(k => matrix[(k * n) + k]).ThenBy(k => k).ToArray();
        var largest = matrix[(order[0] * n) + order[0]];
        if (!(largest > 0))
            throw new ModelError($"{moments.Rows} training rows of {n} columns do not vary: there is nothing to project on");
        order = order.Take(dimensions).Where(k => matrix[(k * n) + k] > Dust * largest).ToArray();
        var projection = new double[n * order.Length];
        for (var k = 0; k < order.Length; k++)
        {
            var scale = SignOf(vectors, n, order[k]) / Math.Sqrt(matrix[(order[k] * n) + order[k]] + (shrinkage * mean));
            for (var i = 0; i < n; i++)
                projection[(i * order.Length) + k] = vectors[(i * n) + order[k]] * scale;
        }

        return new WhitenedComponents(moments.Mean(), projection, order.Select(k => matrix[(k * n) + k]).ToArray());
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
