using Prometheus.Core.Errors;
using Prometheus.Core.Numerics;

namespace Prometheus.Core.Statistics;

/// <summary>
/// One cross-section at a time: the observed values of a session (or of one sector of it) in ascending order, and what follows from
/// their order. The instance is scratch that is loaded again and again without allocating; it belongs to one thread.
/// NaN rule: unobserved values are not loaded, and the writing methods leave their cells alone. Ties are by value only and share the
/// average rank, so no result depends on the order of columns.
/// </summary>
public sealed class CrossSection
{
    private readonly RadixSort _sort;
    private readonly double[] _sorted;
    private readonly int[] _columns;

    /// <param name="capacity">Most values a load may bring.</param>
    public CrossSection(int capacity)
    {
        _sort = new RadixSort(capacity);
        _sorted = new double[capacity];
        _columns = new int[capacity];
    }

    /// <summary>Observed values loaded.</summary>
    public int Count { get; private set; }

    /// <summary>The loaded values, ascending.</summary>
    public ReadOnlySpan<double> Sorted => _sorted.AsSpan(0, Count);

    /// <summary>The columns of <see cref="Sorted"/>; the order within a tie means nothing.</summary>
    public ReadOnlySpan<int> Columns => _columns.AsSpan(0, Count);

    /// <summary>NaN where nothing is loaded.</summary>
    public double Median => MedianOf(Sorted);

    /// <summary>Loads the observed values of a whole row.</summary>
    public void Load(ReadOnlySpan<double> values)
    {
        Count = 0;
        for (var column = 0; column < values.Length; column++)
            Add(values[column], column);
        _sort.Sort(Count, _sorted, _columns);
    }

    /// <summary>Loads the observed values at <paramref name="columns"/> only.</summary>
    public void Load(ReadOnlySpan<double> values, ReadOnlySpan<int> columns)
    {
        Count = 0;
        foreach (var column in columns)
            Add(values[column], column);
        _sort.Sort(Count, _sorted, _columns);
    }

    /// <summary>Median of |x − median|, not scaled to a standard deviation; NaN where nothing is loaded.</summary>
    public double MedianAbsoluteDeviation()
    {
        var values = Sorted;
        if (values.IsEmpty)
            return double.NaN;
        // Walking outwards from the median meets the deviations in ascending order.
        var median = Median;
        var (right, lower, upper) = (values.Length / 2, 0.0, 0.0);
        var left = right - 1;
        for (var taken = 0; taken <= values.Length / 2; taken++)
        {
            lower = upper;
            var fromLeft = left >= 0 ? median - values[left] : double.PositiveInfinity;
            var fromRight = right < values.Length ? values[right] - median : double.PositiveInfinity;
            if (fromLeft < fromRight)
                (upper, left) = (fromLeft, left - 1);
            else
                (upper, right) = (fromRight, right + 1);
        }

        return (values.Length & 1) == 1 ? upper : lower + ((upper - lower) / 2);
    }

    /// <summary>
    /// Median ± <paramref name="mads"/> median absolute deviations; unbounded where the deviation is 0, since clipping would then flatten
    /// everything that differs.
    /// </summary>
    public (double Low, double High) WinsorBounds(double mads)
    {
        var reach = mads * MedianAbsoluteDeviation();
        return reach > 0 ? (Median - reach, Median + reach) : (double.NegativeInfinity, double.PositiveInfinity);
    }

    /// <summary>Writes the rank 1 … n of every loaded value to its column.</summary>
    public void WriteRanks(Span<double> ranks) => Write(ranks, double.NegativeInfinity, double.PositiveInfinity, null);

    /// <summary>Writes the ranks of the values winsorised at <see cref="WinsorBounds"/>: what was clipped to one bound is a tie.</summary>
    public void WriteWinsorizedRanks(double mads, Span<double> ranks)
    {
        var (low, high) = WinsorBounds(mads);
        Write(ranks, low, high, null);
    }

    /// <summary>Writes the normal score of every rank, Φ⁻¹((rank − ½) / n).</summary>
    public void WriteGaussianRanks(Span<double> scores)
    {
        if (Count > 0)
            Write(scores, double.NegativeInfinity, double.PositiveInfinity, GaussianRank.TableOf(Count));
    }

    /// <summary>
    /// (x − mean) / sample standard deviation of the observed values; NaN stays NaN. Fewer than two observed values, or values that are all
    /// equal, say nothing about each other: 0.
    /// </summary>
    /// <param name="values">Values in ordinal order of their ids.</param>
    /// <param name="scores">May be the same span as <paramref name="values"/>.</param>
    /// <param name="scratch">At least as long as <paramref name="values"/>.</param>
    public static void WriteZScores(ReadOnlySpan<double> values, Span<double> scores, Span<double> scratch)
    {
        var observed = scratch[..LaneSum.Compact(values, scratch)];
        var mean = LaneStatistics.Mean(observed);
        var deviation = LaneStatistics.StandardDeviation(observed, mean);
        var flat = !(deviation > 0);
        for (var i = 0; i < values.Length; i++)
            scores[i] = double.IsNaN(values[i]) ? double.NaN : flat ? 0 : (values[i] - mean) / deviation;
    }

    /// <summary>The middle of ascending values, or the mean of the middle two; NaN for none.</summary>
    public static double MedianOf(ReadOnlySpan<double> sorted)
    {
        if (sorted.IsEmpty)
            return double.NaN;
        var upper = sorted[sorted.Length / 2];
        if ((sorted.Length & 1) == 1)
            return upper;
        var lower = sorted[(sorted.Length / 2) - 1];
        return lower + ((upper - lower) / 2);
    }

    private void Add(double value, int column)
    {
        if (double.IsNaN(value))
            return;
        if (Count == _sorted.Length)
            throw new ModelError($"a cross-section of capacity {_sorted.Length} was loaded with more values");
        _sort.Put(Count++, value, column);
    }

    private void Write(Span<double> output, double low, double high, double[]? table)
    {
        var values = Sorted;
        for (var first = 0; first < values.Length;)
        {
            var value = values[first];
            var end = first + 1;
            if (value <= low)
            {
                while (end < values.Length && values[end] <= low)
                    end++;
            }
            else if (value >= high)
            {
                end = values.Length;
            }
            else
            {
                while (end < values.Length && values[end] == value)
                    end++;
            }

            // Positions first … end−1 hold the ranks first+1 … end; twice their average minus 2 is first + end − 1.
            var twice = first + end - 1;
            var written = table is null ? (twice + 2) * 0.5 : table[twice];
            for (; first < end; first++)
                output[_columns[first]] = written;
        }
    }
}
