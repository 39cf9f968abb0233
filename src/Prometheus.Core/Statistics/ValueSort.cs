using System.Runtime.CompilerServices;

namespace Prometheus.Core.Statistics;

/// <summary>
/// Sorts a few hundred values with their columns: a counting sort by 16-bit positions between the least and the greatest value, which are
/// monotone in the value, then one insertion pass among those that share a position. Several times faster here than a comparison sort, which
/// takes over where the values crowd into few positions.
/// </summary>
internal sealed class ValueSort(int capacity)
{
    private const int Radix = 256;
    private const double HighestPosition = (Radix * Radix) - 1;

    private readonly double[] _values = new double[capacity];
    private readonly int[] _columns = new int[capacity];
    private readonly ushort[] _positions = new ushort[capacity];
    private readonly int[] _byLow = new int[capacity];
    private readonly int[] _low = new int[Radix];
    private readonly int[] _high = new int[Radix];

    /// <summary>Puts one value (not NaN) at <paramref name="entry"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int entry, double value, int column)
    {
        _values[entry] = value;
        _columns[entry] = column;
    }

    /// <summary>Sorts the first <paramref name="count"/> entries ascending and writes them out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort(int count, Span<double> sorted, Span<int> columns)
    {
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < count; i++)
        {
            var value = _values[i];
            least = value < least ? value : least;
            greatest = value > greatest ? value : greatest;
        }

        var scale = HighestPosition / (greatest - least);
        if (!(scale > 0 && scale < double.PositiveInfinity))
        {
            // All alike, or an infinity among them.
            _values.AsSpan(0, count).CopyTo(sorted);
            _columns.AsSpan(0, count).CopyTo(columns);
            sorted[..count].Sort(columns[..count]);
            return;
        }

        CountPositions(count, least, scale);
        for (var i = 0; i < count; i++)
            _byLow[_low[_positions[i] & 255]++] = i;
        for (var i = 0; i < count; i++)
        {
            var entry = _byLow[i];
            var to = _high[_positions[entry] >> 8]++;
            sorted[to] = _values[entry];
            columns[to] = _columns[entry];
        }

        Finish(sorted[..count], columns[..count]);
    }

    /// <summary>Leaves in both tables where the first entry of each byte goes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountPositions(int count, double least, double scale)
    {
        Array.Clear(_low);
        Array.Clear(_high);
        for (var i = 0; i < count; i++)
        {
            var position = (ushort)((_values[i] - least) * scale);
            _positions[i] = position;
            _low[position & 255]++;
            _high[position >> 8]++;
        }

        var (low, high) = (0, 0);
        for (var b = 0; b < Radix; b++)
        {
            (_low[b], low) = (low, low + _low[b]);
            (_high[b], high) = (high, high + _high[b]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish(Span<double> values, Span<int> columns)
    {
        var budget = 16 * values.Length;
        for (var i = 1; i < values.Length; i++)
        {
            var (value, column, j) = (values[i], columns[i], i - 1);
            for (; j >= 0 && values[j] > value; j--)
            {
                values[j + 1] = values[j];
                columns[j + 1] = columns[j];
            }

            values[j + 1] = value;
            columns[j + 1] = column;
            budget -= i - 1 - j;
            if (budget < 0)
            {
                values.Sort(columns);
                return;
            }
        }
    }
}
