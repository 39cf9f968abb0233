using Prometheus.Core.Errors;
using Prometheus.Core.Numerics;

namespace Prometheus.Encoders.Windows;

/// <summary>
/// <see cref="DyadicWindow"/> for many columns at once: the means over the last row, the 2 before it, the 4 before those …, for every row of
/// a block. Bucket b of the window ending at row t is <c>means[b]</c> at row t − (2^b − 1); a row before the block is unobserved.
/// </summary>
/// <param name="columns">Cells of a row.</param>
/// <param name="window">Rows of a window.</param>
public sealed class DyadicMeans(int columns, int window)
{
    private double[] _sums = [];
    private double[] _counts = [];
    private double[] _nextSums = [];
    private double[] _nextCounts = [];

    public int Buckets { get; } = DyadicWindow.Buckets(window);

    /// <summary>Whether the last bucket is whole.</summary>
    public bool Complete => window == Offset(Buckets);

    /// <summary>Rows between the end of a window and that of its bucket.</summary>
    public static int Offset(int bucket) => (1 << bucket) - 1;

    /// <param name="values">[rows × columns], 0 where not observed; may be the first bucket.</param>
    /// <param name="observed">1 where observed, else 0.</param>
    /// <param name="means">[buckets][rows × columns], written; 0 where a bucket holds nothing observed.</param>
    public void Pool(ReadOnlySpan<double> values, ReadOnlySpan<double> observed, ReadOnlySpan<double[]> means)
    {
        var cells = values.Length;
        if (means.Length != Buckets || observed.Length != cells || cells % columns != 0)
            throw new ModelError($"{cells} cells of {columns} columns do not pool to {means.Length} of {Buckets} buckets");
        Reserve(cells);
        values.CopyTo(_sums);
        observed.CopyTo(_counts);
        var rest = window - Offset(Buckets - 1); // rows of the last bucket
        var last = means[Buckets - 1].AsSpan(0, cells);
        var (restCounts, covered) = (new double[rest == 1 << (Buckets - 1) ? 0 : cells], 0);
        last.Clear();
        for (var k = 0; k < Buckets; k++)
        {
            if (restCounts.Length == 0 || k < Buckets - 1)
                Elementwise.MeanOrZero(_sums.AsSpan(0, cells), _counts.AsSpan(0, cells), means[k].AsSpan(0, cells));
            if (restCounts.Length > 0 && (rest >> k & 1) == 1)
            {
                var shift = Math.Min(cells, covered * columns);
                Elementwise.Add(last[shift..], _sums.AsSpan(0, cells - shift), last[shift..]);
                Elementwise.Add(restCounts.AsSpan(shift), _counts.AsSpan(0, cells - shift), restCounts.AsSpan(shift));
                covered += 1 << k;
            }

            if (k < Buckets - 1)
                Double(cells, 1 << k);
        }

        if (restCounts.Length > 0)
            Elementwise.MeanOrZero(last, restCounts, last);
    }

    /// <summary>
    /// Windows in which every value is observed: bucket b as 2^b times its mean, so that it is a sum that the next one is made of.
    /// Dividing by 2^b is exact and left to whoever reads. Only where <see cref="Complete"/>.
    /// </summary>
    /// <param name="cells">Rows × columns.</param>
    /// <param name="buckets">[buckets][rows × columns]; the first holds the values, the others are written.</param>
    public void PoolComplete(int cells, ReadOnlySpan<double[]> buckets)
    {
        if (!Complete)
            throw new ModelError($"the last bucket of a window of {window} rows is cut");
        for (var k = 1; k < Buckets; k++)
            DyadicSums.Double(buckets[k - 1].AsSpan(0, cells), columns, 1 << (k - 1), buckets[k].AsSpan(0, cells));
        for (var k = 1; k < Buckets; k++)
        {
            var whole = Math.Min(cells, Offset(k) * columns);
            for (var cell = 0; cell < whole; cell++)
                buckets[k][cell] = buckets[k][cell] / ((cell / columns) + 1) * (1 << k);
        }
    }

    private void Double(int cells, int length)
    {
        DyadicSums.Double(_sums.AsSpan(0, cells), columns, length, _nextSums.AsSpan(0, cells));
        DyadicSums.Double(_counts.AsSpan(0, cells), columns, length, _nextCounts.AsSpan(0, cells));
        (_sums, _nextSums, _counts, _nextCounts) = (_nextSums, _sums, _nextCounts, _counts);
    }

    private void Reserve(int cells)
    {
        if (_sums.Length >= cells)
            return;
        (_sums, _counts, _nextSums, _nextCounts) = (new double[cells], new double[cells], new double[cells], new double[cells]);
    }
}
