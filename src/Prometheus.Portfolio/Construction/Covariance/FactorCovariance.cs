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
        var dual = names > observations;
        var columns = TransposeProduct.Padded(names);
        var demeaned = Demean(returns, observations, names, columns);
        var (rows, size) = (observations, columns);
        var source = demeaned;
        if (dual)
        {
            size = TransposeProduct.Padded(observations);
            rows = names;
            source = Transpose(demeaned, observations, columns, size, names);
        }

        var gram = new double[size * size];
        TransposeProduct.Compute(source, size, source, size, rows, gram, symmetric: true);
        foreach (ref var cell in gram.AsSpan())
            cell /= observations;

        var specific = Variances(demeaned, observations, names, columns);
        var shrinkage = Shrink(demeaned, gram, specific, observations, names, columns);
        var count = Math.Min(factors, Math.Min(LeadingSubspace.MaximumPairs, Math.Min(names, observations)));
        var (values, vectors) = LeadingSubspace.Compute(gram, size, dual ? observations : names, count);
        var loadings = dual
            ? LoadingsFromDual(demeaned, vectors, observations, names, columns, count)
            : LoadingsFromPrimal(values, vectors, names, count);
        for (var i = 0; i < names; i++)
        {
            for (var k = 0; k < count; k++)
                specific[i] -= loadings[(i * count) + k] * loadings[(i * count) + k];
            specific[i] = Math.Max(0, specific[i]);
        }

        return new FactorCovariance(loadings, specific, count, shrinkage);
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

    private static double[] Demean(ReadOnlySpan<double> returns, int observations, int names, int columns)
    {
        var demeaned = new double[observations * columns];
        var sums = new double[names];
        var counts = new int[names];
        for (var t = 0; t < observations; t++)
        {
            var row = returns.Slice(t * names, names);
            for (var i = 0; i < names; i++)
            {
                if (double.IsNaN(row[i]))
                    continue;
                sums[i] += row[i];
                counts[i]++;
            }
        }

        for (var i = 0; i < names; i++)
            sums[i] = counts[i] == 0 ? 0 : sums[i] / counts[i];
        for (var t = 0; t < observations; t++)
        {
            var row = returns.Slice(t * names, names);
            var target = demeaned.AsSpan(t * columns, names);
            for (var i = 0; i < names; i++)
                target[i] = double.IsNaN(row[i]) ? 0 : row[i] - sums[i];
        }

        return demeaned;
    }

    private static double[] Transpose(double[] matrix, int rows, int columns, int paddedRows, int usedColumns)
    {
        var transposed = new double[usedColumns * paddedRows];
        for (var t = 0; t < rows; t++)
        {
            for (var i = 0; i < usedColumns; i++)
                transposed[(i * paddedRows) + t] = matrix[(t * columns) + i];
        }

        return transposed;
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

    private static LedoitWolf Shrink(double[] demeaned, double[] gram, double[] variances, int observations, int names, int columns)
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
