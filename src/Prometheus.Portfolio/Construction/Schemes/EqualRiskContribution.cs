using Prometheus.Core.Errors;

namespace Prometheus.Portfolio.Construction.Schemes;

/// <summary>
/// The long-only book in which every name adds the same volatility. It minimises ½xᵀΣx − Σ ln(x_i)/n (Spinu 2013), solved by cyclic coordinate
/// descent: with β_i = Σ_{j≠i} σ_ij·x_j, the best x_i is (−β_i + √(β_i² + 4σ_ii/n)) / 2σ_ii.
/// </summary>
public static class EqualRiskContribution
{
    private const int MaximumSweeps = 1000;
    private const double Tolerance = 1e-12;

    /// <param name="covariance">[names × names] row-major, positive diagonal.</param>
    /// <returns>Weights that sum to 1.</returns>
    /// <exception cref="ModelError">A variance that is not positive, or no convergence.</exception>
    public static double[] Weights(ReadOnlySpan<double> covariance, int names)
    {
        var x = new double[names];
        for (var i = 0; i < names; i++)
        {
            var variance = covariance[(i * names) + i];
            if (!(variance > 0))
                throw new ModelError(FormattableString.Invariant($"equal risk contribution needs positive variances, found {variance} at position {i}"));
            x[i] = 1 / Math.Sqrt(variance * names);
        }

        for (var sweep = 0; sweep < MaximumSweeps; sweep++)
        {
            if (Sweep(covariance, x) <= Tolerance)
                return Normalize(x);
        }

        throw new ModelError(FormattableString.Invariant($"equal risk contribution of {names} names did not converge in {MaximumSweeps} sweeps"));
    }

    /// <returns>The largest relative change.</returns>
    private static double Sweep(ReadOnlySpan<double> covariance, double[] x)
    {
        var names = x.Length;
        var largest = 0.0;
        for (var i = 0; i < names; i++)
        {
            var row = covariance.Slice(i * names, names);
            var beta = 0.0;
            for (var j = 0; j < names; j++)
                beta += j == i ? 0 : row[j] * x[j];
            var next = (-beta + Math.Sqrt((beta * beta) + (4 * row[i] / names))) / (2 * row[i]);
            largest = Math.Max(largest, Math.Abs(next - x[i]) / next);
            x[i] = next;
        }

        return largest;
    }

    private static double[] Normalize(double[] x)
    {
        var sum = 0.0;
        foreach (var value in x)
            sum += value;
        foreach (ref var value in x.AsSpan())
            value /= sum;
        return x;
    }
}
