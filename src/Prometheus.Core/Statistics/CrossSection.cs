using System.Runtime.CompilerServices;
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
    private readonly ValueSort _sort;
    private readonly double[] _sorted;
    private readonly int[] _columns;
    private readonly double[] _groupValues;
    private readonly int[] _groupColumns;
    private readonly int[] _groupEnds = new int[byte.MaxValue + 1];
    private readonly double[]?[] _gaussian;
    private readonly double[]?[] _centred;

    /// <param name="capacity">Most values a load may bring.</param>
    public CrossSection(int capacity)
    {
        _sort = new ValueSort(capacity);
        _sorted = new double[capacity];
        _columns = new int[capacity];
        _groupValues = new double[capacity];
        _groupColumns = new int[capacity];
        _gaussian = new double[capacity + 1][];
        _centred = new double[capacity + 1][];
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(ReadOnlySpan<double> values)
    {
        var count = 0;
        for (var column = 0; column < values.Length; column++)
        {
            if (double.IsNaN(values[column]))
                continue;
            if (count == _sorted.Length)
                throw new ModelError($"a cross-section of capacity {_sorted.Length} was loaded with more values");
            _sort.Put(count++, values[column], column);
        }

        Count = count;
        _sort.Sort(count, _sorted, _columns);
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
    public void WriteRanks(Span<double> ranks) => Write(Sorted, Columns, double.NegativeInfinity, double.PositiveInfinity, null, ranks);

    /// <summary>
    /// Writes (rank − ½) / n − ½ of the values winsorised at <see cref="WinsorBounds"/>: what was clipped to one bound is a tie.
    /// </summary>
    public void WriteWinsorizedRanks(double mads, Span<double> centred)
    {
        var (low, high) = WinsorBounds(mads);
        Write(Sorted, Columns, low, high, _centred[Count] ??= RankTables.Centred(Count), centred);
    }

    /// <summary>Writes the normal score of every rank, Φ⁻¹((rank − ½) / n).</summary>
    public void WriteGaussianRanks(Span<double> scores)
        => Write(Sorted, Columns, double.NegativeInfinity, double.PositiveInfinity, _gaussian[Count] ??= RankTables.Gaussian(Count), scores);

    /// <summary>The same with rank and n counted within each group.</summary>
    /// <param name="groups">Group of each column.</param>
    /// <param name="scores">Result, one a column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WriteGaussianRanksWithin(ReadOnlySpan<byte> groups, Span<double> scores)
    {
        var ends = _groupEnds;
        Array.Clear(ends);
        for (var k = 0; k < Count; k++)
            ends[groups[_columns[k]]]++;
        var start = 0;
        for (var group = 0; group < ends.Length; group++)
            (ends[group], start) = (start, start + ends[group]);
        // In ascending order of all values, each group's own members arrive in ascending order too.
        for (var k = 0; k < Count; k++)
        {
            var slot = ends[groups[_columns[k]]]++;
            _groupValues[slot] = _sorted[k];
            _groupColumns[slot] = _columns[k];
        }

        start = 0;
        foreach (var end in ends)
        {
            var size = end - start;
            if (size > 0)
            {
                Write(
                    _groupValues.AsSpan(start, size),
                    _groupColumns.AsSpan(start, size),
                    double.NegativeInfinity,
                    double.PositiveInfinity,
                    _gaussian[size] ??= RankTables.Gaussian(size),
                    scores);
            }

            start = end;
        }
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

    /// <summary>Gives every run of equal values, and each winsorised tail as one run, what its average rank is worth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(
        ReadOnlySpan<double> sorted, ReadOnlySpan<int> columns, double low, double high, double[]? worth, Span<double> output)
    {
        for (var first = 0; first < sorted.Length;)
        {
            var value = sorted[first];
            var end = first + 1;
            if (value <= low)
            {
                while (end < sorted.Length && sorted[end] <= low)
                    end++;
            }
            else if (value >= high)
            {
                end = sorted.Length;
            }
            else
            {
                while (end < sorted.Length && sorted[end] == value)
                    end++;
            }

            // Positions first … end−1 hold the ranks first+1 … end; twice their average minus 2 is first + end − 1.
            var twice = first + end - 1;
            var written = worth is null ? (twice + 2) * 0.5 : worth[twice];
            for (; first < end; first++)
                output[columns[first]] = written;
        }
    }
}
