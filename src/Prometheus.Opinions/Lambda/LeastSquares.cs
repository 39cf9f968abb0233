using Prometheus.Core.Numerics;

namespace Prometheus.Opinions.Lambda;

/// <summary>
/// Least squares by orthogonalising one column after the other (modified Gram–Schmidt, twice). A column that the ones before it explain is
/// left out, so a redundant column changes no prediction.
/// </summary>
internal static class LeastSquares
{
    /// <summary>What must remain of a column's length for it to count as its own.</summary>
    private const double Independence = 1e-8;

    /// <param name="columns">Columns of equal length, the intercept among them.</param>
    /// <param name="target">As long as each column.</param>
    /// <returns>A coefficient a column; NaN where the column was left out.</returns>
    public static double[] Solve(IReadOnlyList<double[]> columns, ReadOnlySpan<double> target)
    {
        var basis = new List<double[]>();
        var kept = new List<int>();
        var triangle = new List<double[]>();
        for (var j = 0; j < columns.Count; j++)
        {
            var own = (double[])columns[j].Clone();
            var shares = Orthogonalise(own, basis);
            var length = Math.Sqrt(LaneSum.Dot(own, own));
            if (!(length > Independence * Math.Sqrt(LaneSum.Dot(columns[j], columns[j]))))
                continue;
            for (var i = 0; i < own.Length; i++)
                own[i] /= length;
            basis.Add(own);
            kept.Add(j);
            triangle.Add([.. shares, length]);
        }

        var coefficients = new double[columns.Count];
        Array.Fill(coefficients, double.NaN);
        var rest = target.ToArray();
        var scores = Orthogonalise(rest, basis);
        for (var k = kept.Count - 1; k >= 0; k--)
        {
            var value = scores[k];
            for (var later = k + 1; later < kept.Count; later++)
                value -= triangle[later][k] * coefficients[kept[later]];
            coefficients[kept[k]] = value / triangle[k][k];
        }

        return coefficients;
    }

    /// <summary>Takes the basis out of a vector and returns how much of each there was.</summary>
    private static double[] Orthogonalise(double[] vector, List<double[]> basis)
    {
        var shares = new double[basis.Count];
        for (var pass = 0; pass < 2; pass++)
        {
            for (var k = 0; k < basis.Count; k++)
            {
                var share = LaneSum.Dot(basis[k], vector);
                shares[k] += share;
                for (var i = 0; i < vector.Length; i++)
                    vector[i] -= share * basis[k][i];
            }
        }

        return shares;
    }
}
