using System.Runtime.CompilerServices;

namespace Prometheus.Engines.Assessment;

/// <summary>
/// Sorts the values of a cross-section together with their columns, in reused arrays: a counting sort of 24-bit positions between the least
/// and the greatest value, which are monotone in the value, then insertion among those that share a position. Exact for any input; several
/// times faster than a comparison sort on some hundreds of values.
/// </summary>
internal sealed class ValueOrder(int capacity)
{
    private const int Digits = 256;
    private const int Passes = 3;
    private const double Positions = (1 << (8 * Passes)) - 1;

    private readonly int[] _counts = new int[Passes * Digits];
    private readonly uint[] _positions = new uint[capacity];
    private readonly uint[] _otherPositions = new uint[capacity];
    private readonly int[] _slots = new int[capacity];
    private readonly int[] _otherSlots = new int[capacity];
    private readonly double[] _values = new double[capacity];
    private readonly int[] _columns = new int[capacity];

    /// <summary>Sorts <paramref name="values"/> ascending and moves <paramref name="columns"/> along. No NaN, no infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort(Span<double> values, Span<int> columns)
    {
        var n = values.Length;
        if (n < 2)
            return;
        var (least, greatest) = Extremes(values);
        var scale = Positions / (greatest - least);
        if (!double.IsFinite(scale))
        {
            // All values equal, or so close that their distance has no reciprocal.
            InsertionSort(values, columns);
            return;
        }

        Array.Clear(_counts);
        for (var k = 0; k < n; k++)
        {
            var position = (uint)((values[k] - least) * scale);
            _positions[k] = position;
            _slots[k] = k;
            _counts[position & 255]++;
            _counts[Digits + ((position >> 8) & 255)]++;
            _counts[(2 * Digits) + (position >> 16)]++;
        }

        for (var pass = 0; pass < Passes; pass++)
            Accumulate(_counts.AsSpan(pass * Digits, Digits));
        Scatter(_positions, _slots, _otherPositions, _otherSlots, n, 0);
        Scatter(_otherPositions, _otherSlots, _positions, _slots, n, 1);
        Scatter(_positions, _slots, _otherPositions, _otherSlots, n, 2);
        for (var k = 0; k < n; k++)
        {
            _values[k] = values[_otherSlots[k]];
            _columns[k] = columns[_otherSlots[k]];
        }

        _values.AsSpan(0, n).CopyTo(values);
        _columns.AsSpan(0, n).CopyTo(columns);
        InsertionSort(values, columns);
    }

    private static (double Least, double Greatest) Extremes(ReadOnlySpan<double> values)
    {
        var (least, greatest) = (values[0], values[0]);
        foreach (var value in values)
        {
            least = value < least ? value : least;
            greatest = value > greatest ? value : greatest;
        }

        return (least, greatest);
    }

    private static void Accumulate(Span<int> counts)
    {
        var before = 0;
        foreach (ref var count in counts)
        {
            var own = count;
            count = before;
            before += own;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scatter(uint[] fromPositions, int[] fromSlots, uint[] toPositions, int[] toSlots, int n, int pass)
    {
        var next = _counts.AsSpan(pass * Digits, Digits);
        var shift = 8 * pass;
        for (var k = 0; k < n; k++)
        {
            var position = fromPositions[k];
            var target = next[(int)((position >> shift) & 255)]++;
            toPositions[target] = position;
            toSlots[target] = fromSlots[k];
        }
    }

    private static void InsertionSort(Span<double> values, Span<int> columns)
    {
        for (var k = 1; k < values.Length; k++)
        {
            var (value, column) = (values[k], columns[k]);
            var j = k - 1;
            while (j >= 0 && values[j] > value)
            {
                values[j + 1] = values[j];
                columns[j + 1] = columns[j];
                j--;
            }

            values[j + 1] = value;
            columns[j + 1] = column;
        }
    }
}
