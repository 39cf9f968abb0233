using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;

namespace Prometheus.Encoders.Projection;

/// <summary>
/// Count, sums and sums of products of the rows of a training slice. Slices add: a slice that grows by a year adds that year's rows to the
/// sums and reads no earlier row again.
/// </summary>
public sealed class Moments
{
    private readonly double[] _sums;
    private readonly double[] _products;
    private readonly int _padded;
    private double[]? _scratch;

    public Moments(int columns)
    {
        Columns = columns;
        _padded = TransposeProduct.Padded(columns);
        _sums = new double[columns];
        _products = new double[_padded * _padded];
    }

    public int Columns { get; }

    public int Rows { get; private set; }

    /// <summary>Adds the rows <paramref name="first"/> … <paramref name="end"/> − 1, which have no NaN.</summary>
    public void Add(Panel rows, int first, int end)
    {
        var block = new double[Math.Max(0, end - first) * _padded];
        for (var t = first; t < end; t++)
        {
            var row = rows.Row(t);
            row.CopyTo(block.AsSpan((t - first) * _padded));
            for (var i = 0; i < Columns; i++)
                _sums[i] += row[i];
        }

        var products = new double[_padded * _padded];
        TransposeProduct.Compute(block, _padded, block, _padded, Math.Max(0, end - first), products, symmetric: true);
        for (var k = 0; k < products.Length; k++)
            _products[k] += products[k];
        Rows += Math.Max(0, end - first);
    }

    /// <summary>Adds rows that are padded already: [count × <see cref="TransposeProduct.Padded"/> columns], zeros in the padding.</summary>
    public void AddPadded(double[] rows, int count)
    {
        for (var t = 0; t < count; t++)
        {
            for (var i = 0; i < Columns; i++)
                _sums[i] += rows[(t * _padded) + i];
        }

        _scratch ??= new double[_products.Length];
        TransposeProduct.Compute(rows, _padded, rows, _padded, count, _scratch, symmetric: true);
        Elementwise.Add(_products, _scratch, _products);
        Rows += count;
    }

    /// <summary>Adds the rows that another slice counted.</summary>
    public void Add(Moments other)
    {
        Elementwise.Add(_sums, other._sums, _sums);
        Elementwise.Add(_products, other._products, _products);
        Rows += other.Rows;
    }

    /// <summary>The moments of the same rows with every column multiplied by a factor and moved by a shift.</summary>
    /// <param name="factors">One a column.</param>
    /// <param name="shifts">Added after multiplying.</param>
    public Moments Rescaled(ReadOnlySpan<double> factors, ReadOnlySpan<double> shifts)
    {
        var rescaled = new Moments(Columns) { Rows = Rows };
        for (var i = 0; i < Columns; i++)
        {
            var sum = factors[i] * _sums[i];
            rescaled._sums[i] = sum + (Rows * shifts[i]);
            for (var j = 0; j <= i; j++)
            {
                var product = (factors[i] * factors[j] * _products[(i * _padded) + j]) + (sum * shifts[j]) + (shifts[i] * ((factors[j] * _sums[j]) + (Rows * shifts[j])));
                rescaled._products[(i * _padded) + j] = product;
                rescaled._products[(j * _padded) + i] = product;
            }
        }

        return rescaled;
    }

    /// <summary>Means of the columns.</summary>
    public double[] Mean() => Array.ConvertAll(_sums, s => s / Rows);

    /// <summary>Covariance, divisor n, [columns × columns] row-major.</summary>
    public double[] Covariance()
    {
        var mean = Mean();
        var covariance = new double[Columns * Columns];
        for (var i = 0; i < Columns; i++)
        {
            for (var j = 0; j < Columns; j++)
                covariance[(i * Columns) + j] = (_products[(i * _padded) + j] / Rows) - (mean[i] * mean[j]);
        }

        return covariance;
    }
}
