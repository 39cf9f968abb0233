using System.Numerics;
using System.Runtime.CompilerServices;

namespace Prometheus.Core.Numerics;

/// <summary>Arithmetic of equally long spans, cell by cell: no cell's result depends on another's, nor on the processor's vector width.</summary>
public static class Elementwise
{
    /// <summary>result = a + b; the result may be one of the two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
    {
        var (i, lanes) = (0, Vector<double>.Count);
        for (; i <= result.Length - lanes; i += lanes)
            (new Vector<double>(a[i..]) + new Vector<double>(b[i..])).CopyTo(result[i..]);
        for (; i < result.Length; i++)
            result[i] = a[i] + b[i];
    }

    /// <summary>result = a · b; the result may be one of the two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
    {
        var (i, lanes) = (0, Vector<double>.Count);
        for (; i <= result.Length - lanes; i += lanes)
            (new Vector<double>(a[i..]) * new Vector<double>(b[i..])).CopyTo(result[i..]);
        for (; i < result.Length; i++)
            result[i] = a[i] * b[i];
    }

    /// <summary>result = a · factor; the result may be a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(ReadOnlySpan<double> a, double factor, Span<double> result)
    {
        var (i, lanes) = (0, Vector<double>.Count);
        for (; i <= result.Length - lanes; i += lanes)
            (new Vector<double>(a[i..]) * factor).CopyTo(result[i..]);
        for (; i < result.Length; i++)
            result[i] = a[i] * factor;
    }

    /// <summary>result = the lesser of a and b, neither NaN; the result may be one of the two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Least(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
    {
        var (i, lanes) = (0, Vector<double>.Count);
        for (; i <= result.Length - lanes; i += lanes)
        {
            var (x, y) = (new Vector<double>(a[i..]), new Vector<double>(b[i..]));
            Vector.ConditionalSelect(Vector.LessThan(x, y), x, y).CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
            result[i] = a[i] < b[i] ? a[i] : b[i];
    }

    /// <summary>
    /// Standardises and clips: z = clamp((x − centre) · inverse, ± clip), and 0 where x is NaN.
    /// </summary>
    /// <param name="x">Any values.</param>
    /// <param name="centre">Subtracted first.</param>
    /// <param name="inverse">1 / scale.</param>
    /// <param name="clip">Largest absolute z.</param>
    /// <param name="z">Result.</param>
    /// <param name="observed">1 where x is a number, else 0.</param>
    /// <returns>True where every x is a number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Standardise(ReadOnlySpan<double> x, double centre, double inverse, double clip, Span<double> z, Span<double> observed)
    {
        var (i, lanes) = (0, Vector<double>.Count);
        var all = Vector<long>.AllBitsSet;
        var complete = true;
        var (centres, inverses, high, low) = (new Vector<double>(centre), new Vector<double>(inverse), new Vector<double>(clip), new Vector<double>(-clip));
        for (; i <= x.Length - lanes; i += lanes)
        {
            var value = new Vector<double>(x[i..]);
            var known = Vector.Equals(value, value);
            all &= known;
            var scaled = (value - centres) * inverses;
            scaled = Vector.ConditionalSelect(Vector.GreaterThan(scaled, high), high, scaled);
            scaled = Vector.ConditionalSelect(Vector.LessThan(scaled, low), low, scaled);
            Vector.ConditionalSelect(known, scaled, Vector<double>.Zero).CopyTo(z[i..]);
            Vector.ConditionalSelect(known, Vector<double>.One, Vector<double>.Zero).CopyTo(observed[i..]);
        }

        for (; i < x.Length; i++)
        {
            var known = !double.IsNaN(x[i]);
            z[i] = known ? Math.Clamp((x[i] - centre) * inverse, -clip, clip) : 0;
            observed[i] = known ? 1 : 0;
            complete &= known;
        }

        return complete && Vector.EqualsAll(all, Vector<long>.AllBitsSet);
    }

    /// <summary>result = sum / count where count is above 0, else 0; the result may be either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MeanOrZero(ReadOnlySpan<double> sum, ReadOnlySpan<double> count, Span<double> result)
    {
        var (i, lanes) = (0, Vector<double>.Count);
        for (; i <= result.Length - lanes; i += lanes)
        {
            var (s, n) = (new Vector<double>(sum[i..]), new Vector<double>(count[i..]));
            Vector.ConditionalSelect(Vector.GreaterThan(n, Vector<double>.Zero), s / n, Vector<double>.Zero).CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
            result[i] = count[i] > 0 ? sum[i] / count[i] : 0;
    }
}
