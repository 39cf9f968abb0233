using System.Buffers;
using Prometheus.Core.Numerics;

namespace Prometheus.Portfolio.Construction.Covariance;

/// <summary>
/// A covariance of p names in factor form: Σ = (1 − δ)·(BBᵀ + D) + δ·μ·I. B holds the leading principal components of the window's returns,
/// D what they leave of each variance (so the diagonal before shrinkage is the sample's), δ and μ are Ledoit and Wolf's.
/// </summary>
public sealed class FactorCovariance
{
    private readonly double[] _loadings;
    private readonly double[] _specific;

    private FactorCovariance(double[] loadings, double[] specific, int factors, LedoitWolf shrinkage)
    {
        _loadings = loadings;
        _specific = specific;
        Factors = factors;
        Shrinkage = shrinkage;
    }

    public int Names => _specific.Length;

    public int Factors { get; }

    public LedoitWolf Shrinkage { get; }

    /// <summary>Estimates from simple returns, divisor n.</summary>
    /// <param name="returns">[observations × names] row-major, NaN where not observed: such a cell counts as the name's mean.</param>
    public static FactorCovariance Estimate(ReadOnlySpan<double> returns, int observations, int names, int factors)
    {
        var columns = TransposeProduct.Padded(names);
        var demeaned = ArrayPool<double>.Shared.Rent(observations * columns);
        var (size, dual) = names > observations ? (TransposeProduct.Padded(observations), true) : (columns, false);
        var gram = ArrayPool<double>.Shared.Rent(size * size);
        try
        {
            Demean(returns, observations, names, demeaned, columns);
            if (dual)
                GramOfRows(demeaned, observations, columns, names, gram, size);
            else
                TransposeProduct.Compute(demeaned, size, demeaned, size, observations, gram, symmetric: true);
            foreach (ref var cell in gram.AsSpan(0, size * size))
                cell /= observations;

            var specific = Variances(demeaned, observations, names, columns);
            var shrinkage = Shrink(demeaned, gram.AsSpan(0, size * size), specific, observations, names, columns);
            var count = Math.Min(factors, Math.Min(LeadingSubspace.MaximumPairs, Math.Min(names, observations)));
            var (values, vectors) = LeadingSubspace.Compute(gram, size, dual ? observations : names, count);
            var loadings = dual
                ? LoadingsFromDual(demeaned, vectors, observations, names, columns, count)
                : LoadingsFromPrimal(values, vectors, names, count);
            TakeCommonPart(specific, loadings, count);
            return new FactorCovariance(loadings, specific, count, shrinkage);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(demeaned);
            ArrayPool<double>.Shared.Return(gram);
        }
    }

    /// <summary>Σw.</summary>
    public double[] Times(ReadOnlySpan<double> weights)
    {
        Span<double> exposures = stackalloc double[LeadingSubspace.MaximumPairs];
        exposures = exposures[..Factors];
        for (var i = 0; i < weights.Length; i++)
        {
            for (var k = 0; k < Factors; k++)
                exposures[k] += weights[i] * _loadings[(i * Factors) + k];
        }

        var product = new double[weights.Length];
        var keep = 1 - Shrinkage.Intensity;
        var ridge = Shrinkage.Intensity * Shrinkage.MeanVariance;
        for (var i = 0; i < product.Length; i++)
        {
            var common = 0.0;
            for (var k = 0; k < Factors; k++)
                common += _loadings[(i * Factors) + k] * exposures[k];
            product[i] = (keep * (common + (_specific[i] * weights[i]))) + (ridge * weights[i]);
        }

        return product;
    }

    /// <summary>Σ in full, row-major.</summary>
    public double[] ToDense()
    {
        var dense = new double[Names * Names];
        var keep = 1 - Shrinkage.Intensity;
        for (var i = 0; i < Names; i++)
        {
            for (var j = 0; j < Names; j++)
            {
                var common = 0.0;
                for (var k = 0; k < Factors; k++)
                    common += _loadings[(i * Factors) + k] * _loadings[(j * Factors) + k];
                dense[(i * Names) + j] = keep * common;
            }

            dense[(i * Names) + i] += (keep * _specific[i]) + (Shrinkage.Intensity * Shrinkage.MeanVariance);
        }

        return dense;
    }

    private static void Demean(ReadOnlySpan<double> returns, int observations, int names, double[] demeaned, int columns)
    {
        var means = new double[names];
        var counts = new int[names];
        for (var t = 0; t < observations; t++)
        {
            var row = returns.Slice(t * names, names);
            for (var i = 0; i < names; i++)
            {
                if (double.IsNaN(row[i]))
                    continue;
                means[i] += row[i];
                counts[i]++;
            }
        }

        for (var i = 0; i < names; i++)
            means[i] = counts[i] == 0 ? 0 : means[i] / counts[i];
        for (var t = 0; t < observations; t++)
        {
            var row = returns.Slice(t * names, names);
            var target = demeaned.AsSpan(t * columns, columns);
            for (var i = 0; i < names; i++)
                target[i] = double.IsNaN(row[i]) ? 0 : row[i] - means[i];
            target[names..].Clear();
        }
    }

    /// <summary>XXᵀ, where there are more names than observations.</summary>
    private static void GramOfRows(double[] matrix, int observations, int columns, int names, double[] gram, int size)
    {
        var transposed = new double[names * size];
        for (var t = 0; t < observations; t++)
        {
            for (var i = 0; i < names; i++)
                transposed[(i * size) + t] = matrix[(t * columns) + i];
        }

        TransposeProduct.Compute(transposed, size, transposed, size, names, gram, symmetric: true);
    }

    /// <summary>What the factors leave of each variance.</summary>
    private static void TakeCommonPart(double[] specific, double[] loadings, int count)
    {
        for (var i = 0; i < specific.Length; i++)
        {
            for (var k = 0; k < count; k++)
                specific[i] -= loadings[(i * count) + k] * loadings[(i * count) + k];
            specific[i] = Math.Max(0, specific[i]);
        }
    }

    private static double[] Variances(double[] demeaned, int observations, int names, int columns)
    {
        var variances = new double[names];
        for (var t = 0; t < observations; t++)
        {
            for (var i = 0; i < names; i++)
                variances[i] += demeaned[(t * columns) + i] * demeaned[(t * columns) + i];
        }

        foreach (ref var variance in variances.AsSpan())
            variance /= observations;
        return variances;
    }

    private static LedoitWolf Shrink(double[] demeaned, ReadOnlySpan<double> gram, double[] variances, int observations, int names, int columns)
    {
        var (trace, norm, fourth) = (0.0, 0.0, 0.0);
        foreach (var variance in variances)
            trace += variance;
        // The two Gram matrices share their non-zero eigenvalues, so either gives ‖S‖².
        foreach (var cell in gram)
            norm += cell * cell;
        for (var t = 0; t < observations; t++)
        {
            var square = 0.0;
            foreach (var cell in demeaned.AsSpan(t * columns, names))
                square += cell * cell;
            fourth += square * square;
        }

        return LedoitWolf.Estimate(observations, names, trace, norm, fourth);
    }

    private static double[] LoadingsFromPrimal(double[] values, double[] vectors, int names, int count)
    {
        var loadings = new double[names * count];
        for (var i = 0; i < names; i++)
        {
            for (var k = 0; k < count; k++)
                loadings[(i * count) + k] = vectors[(i * TransposeProduct.Tile) + k] * Math.Sqrt(values[k]);
        }

        return loadings;
    }

    /// <summary>With u a unit eigenvector of XXᵀ/n, the loading √λ·v of XᵀX/n is Xᵀu/√n.</summary>
    private static double[] LoadingsFromDual(double[] demeaned, double[] vectors, int observations, int names, int columns, int count)
    {
        var product = new double[columns * TransposeProduct.Tile];
        TransposeProduct.Compute(demeaned, columns, vectors, TransposeProduct.Tile, observations, product);
        var scale = 1 / Math.Sqrt(observations);
        var loadings = new double[names * count];
        for (var i = 0; i < names; i++)
        {
            for (var k = 0; k < count; k++)
                loadings[(i * count) + k] = product[(i * TransposeProduct.Tile) + k] * scale;
        }

        return loadings;
    }
}
