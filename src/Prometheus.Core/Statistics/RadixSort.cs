using System.Runtime.CompilerServices;

namespace Prometheus.Core.Statistics;

/// <summary>
/// Sorts a few hundred values with their columns: byte-wise radix over the upper 40 bits of an order-preserving image of the double,
/// then one insertion pass for what those bits left open. Several times faster here than a comparison sort, and without branches on values.
/// </summary>
internal sealed class RadixSort(int capacity)
{
    private const int Digits = 5;
    private const int LowestShift = 24;
    private const int Radix = 256;

    private readonly ulong[] _keys = new ulong[capacity];
    private readonly ulong[] _otherKeys = new ulong[capacity];
    private readonly int[] _columns = new int[capacity];
    private readonly int[] _otherColumns = new int[capacity];
    private readonly int[] _counts = new int[Digits * Radix];

    /// <summary>Appends one value (not NaN) at <paramref name="position"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int position, double value, int column)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        _keys[position] = (ulong)(bits ^ ((bits >> 63) | long.MinValue));
        _columns[position] = column;
    }

    /// <summary>Sorts the first <paramref name="count"/> entries ascending and writes them out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort(int count, Span<double> sorted, Span<int> columns)
    {
        if (count == 0)
            return;
        CountDigits(count);
        var (keys, other, ids, otherIds) = (_keys, _otherKeys, _columns, _otherColumns);
        for (var digit = 0; digit < Digits; digit++)
        {
            var shift = LowestShift + (8 * digit);
            var next = _counts.AsSpan(digit * Radix, Radix);
            if (next[(byte)(keys[0] >> shift)] == count)
                continue;
            var sum = 0;
            for (var b = 0; b < Radix; b++)
                (next[b], sum) = (sum, sum + next[b]);
            for (var i = 0; i < count; i++)
            {
                var key = keys[i];
                var to = next[(byte)(key >> shift)]++;
                other[to] = key;
                otherIds[to] = ids[i];
            }

            (keys, other, ids, otherIds) = (other, keys, otherIds, ids);
        }

        Finish(keys.AsSpan(0, count), ids.AsSpan(0, count));
        for (var i = 0; i < count; i++)
        {
            var key = (long)keys[i];
            sorted[i] = BitConverter.Int64BitsToDouble(key ^ ((~key >> 63) | long.MinValue));
            columns[i] = ids[i];
        }
    }

    private void CountDigits(int count)
    {
        var counts = _counts;
        Array.Clear(counts);
        for (var i = 0; i < count; i++)
        {
            var key = _keys[i];
            counts[(byte)(key >> 24)]++;
            counts[Radix + (byte)(key >> 32)]++;
            counts[(2 * Radix) + (byte)(key >> 40)]++;
            counts[(3 * Radix) + (byte)(key >> 48)]++;
            counts[(4 * Radix) + (byte)(key >> 56)]++;
        }
    }

    /// <summary>Insertion; values that agree in their upper 40 bits are rare, and where they are not a comparison sort takes over.</summary>
    private static void Finish(Span<ulong> keys, Span<int> columns)
    {
        var budget = 16 * keys.Length;
        for (var i = 1; i < keys.Length; i++)
        {
            var (key, column, j) = (keys[i], columns[i], i - 1);
            for (; j >= 0 && keys[j] > key; j--)
            {
                keys[j + 1] = keys[j];
                columns[j + 1] = columns[j];
            }

            keys[j + 1] = key;
            columns[j + 1] = column;
            budget -= i - 1 - j;
            if (budget < 0)
            {
                keys.Sort(columns);
                return;
            }
        }
    }
}
