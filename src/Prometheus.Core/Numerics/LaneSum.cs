using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Prometheus.Core.Numerics;

/// <summary>
/// Sums in one fixed order whatever the processor: element i goes to lane i mod 8, the lanes are then added as
/// ((0+4) + (2+6)) + ((1+5) + (3+7)). Callers compact to observed values first (<see cref="Compact"/>), in ordinal order of the ids, so
/// that a column which is absent and a column which is unobserved give the same bytes.
/// </summary>
public static class LaneSum
{
    private const int Lanes = 8;

    /// <summary>Copies the values that are not NaN to the front of <paramref name="observed"/>, in order; returns how many.</summary>
    /// <param name="values">Any values.</param>
    /// <param name="observed">At least as long as <paramref name="values"/>; may be the same span.</param>
    public static int Compact(ReadOnlySpan<double> values, Span<double> observed)
    {
        var count = 0;
        foreach (var value in values)
        {
            // Written always, kept only where observed: no branch to mispredict.
            observed[count] = value;
            count += double.IsNaN(value) ? 0 : 1;
        }

        return count;
    }

    /// <summary>Σ x; 0 for an empty span, NaN where any element is NaN.</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        ref var x = ref MemoryMarshal.GetReference(values);
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= values.Length - Lanes; i += Lanes)
        {
            low += Vector256.LoadUnsafe(ref x, (nuint)i);
            high += Vector256.LoadUnsafe(ref x, (nuint)i + 4);
        }

        Span<double> rest = stackalloc double[Lanes];
        rest.Clear();
        values[i..].CopyTo(rest);
        return Add(low, high, rest, values.Length - i);
    }

    /// <summary>Σ x·y over spans of equal length.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        if (left.Length != right.Length)
            throw new ArgumentException($"a dot product needs spans of equal length, found {left.Length} and {right.Length}", nameof(right));
        ref var x = ref MemoryMarshal.GetReference(left);
        ref var y = ref MemoryMarshal.GetReference(right);
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= left.Length - Lanes; i += Lanes)
        {
            low += Vector256.LoadUnsafe(ref x, (nuint)i) * Vector256.LoadUnsafe(ref y, (nuint)i);
            high += Vector256.LoadUnsafe(ref x, (nuint)i + 4) * Vector256.LoadUnsafe(ref y, (nuint)i + 4);
        }

        Span<double> rest = stackalloc double[Lanes];
        for (var lane = 0; lane < left.Length - i; lane++)
            rest[lane] = left[i + lane] * right[i + lane];
        return Add(low, high, rest, left.Length - i);
    }

    /// <summary>Σ (x − centre)².</summary>
    public static double SquaredDeviations(ReadOnlySpan<double> values, double centre)
    {
        ref var x = ref MemoryMarshal.GetReference(values);
        var centres = Vector256.Create(centre);
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= values.Length - Lanes; i += Lanes)
        {
            var a = Vector256.LoadUnsafe(ref x, (nuint)i) - centres;
            var b = Vector256.LoadUnsafe(ref x, (nuint)i + 4) - centres;
            low += a * a;
            high += b * b;
        }

        Span<double> rest = stackalloc double[Lanes];
        for (var lane = 0; lane < values.Length - i; lane++)
            rest[lane] = (values[i + lane] - centre) * (values[i + lane] - centre);
        return Add(low, high, rest, values.Length - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Add(Vector256<double> low, Vector256<double> high, ReadOnlySpan<double> rest, int restCount)
    {
        Span<double> lanes = stackalloc double[Lanes];
        low.CopyTo(lanes);
        high.CopyTo(lanes[4..]);
        for (var lane = 0; lane < restCount; lane++)
            lanes[lane] += rest[lane];
        return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
    }
}
