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
    /// <summary>Rows whose buckets are made one after the other while they are in cache.</summary>
    private const int ChunkRows = 16;

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
    /// The same where every value is observed: the mean of a bucket is that of its halves' means, and dividing by 2 is exact, so these are
    /// the bits of <see cref="Pool"/>. Only where <see cref="Complete"/>.
    /// </summary>
    /// <param name="cells">Rows × columns.</param>
    /// <param name="means">[buckets][rows × columns]; the first holds the values, the others are written.</param>
    public void PoolComplete(int cells, ReadOnlySpan<double[]> means)
    {
        if (!Complete)
            throw new ModelError($"the last bucket of a window of {window} rows is cut");
        for (var first = 0; first < cells; first += ChunkRows * columns)
        {
            for (var k = 1; k < Buckets; k++)
                Halve(means[k - 1], means[k], columns << (k - 1), first, Math.Min(cells, first + (ChunkRows * columns)));
        }

        for (var k = 1; k < Buckets; k++)
        {
            var cut = Math.Min(cells, Offset(k) * columns);
            for (var cell = 0; cell < cut; cell++)
                means[k][cell] = means[k][cell] * (1 << k) / ((cell / columns) + 1);
        }
    }

    /// <summary>whole = (half + half of the bucket before it) / 2 on some cells; what lies before the block counts 0.</summary>
    private static void Halve(double[] half, double[] whole, int shift, int first, int end)
    {
        var alone = Math.Clamp(shift, first, end);
        Elementwise.Scale(half.AsSpan(first, alone - first), 0.5, whole.AsSpan(first, alone - first));
        Elementwise.Middle(half.AsSpan(alone, end - alone), half.AsSpan(Math.Max(0, alone - shift), end - alone), whole.AsSpan(alone, end - alone));
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
