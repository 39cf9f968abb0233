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

    /// <summary>result = (a + b) / 2; the result may be one of the two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Middle(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
    {
        var (i, lanes) = (0, Vector<double>.Count);
        for (; i <= result.Length - lanes; i += lanes)
            ((new Vector<double>(a[i..]) + new Vector<double>(b[i..])) * 0.5).CopyTo(result[i..]);
        for (; i < result.Length; i++)
            result[i] = (a[i] + b[i]) * 0.5;
    }

    /// <summary>
    /// Standardises and clips: z = clamp((x − centre) · inverse, ± clip), and 0 where x is NaN.
    /// </summary>
    /// <param name="x">Any values, in runs of <paramref name="run"/>.</param>
    /// <param name="run">A whole number of vectors on every processor: a multiple of 8.</param>
    /// <param name="centre">Subtracted first.</param>
    /// <param name="inverse">1 / scale.</param>
    /// <param name="clip">Largest absolute z.</param>
    /// <param name="z">Result: the runs of x, each <paramref name="stride"/> cells after the one before.</param>
    /// <param name="stride">At least <paramref name="run"/>.</param>
    /// <returns>How many x are numbers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Standardise(ReadOnlySpan<double> x, int run, double centre, double inverse, double clip, Span<double> z, int stride)
    {
        var lanes = Vector<double>.Count;
        if (run % lanes != 0 || x.Length % run != 0)
            throw new ArgumentException($"{x.Length} cells are no runs of {run} in vectors of {lanes}");
        var count = Vector<long>.Zero;
        var (centres, inverses, high, low) = (new Vector<double>(centre), new Vector<double>(inverse), new Vector<double>(clip), new Vector<double>(-clip));
        for (var (from, to) = (0, 0); from < x.Length; from += run, to += stride)
        {
            for (var i = 0; i < run; i += lanes)
            {
                var value = new Vector<double>(x[(from + i)..]);
                var known = Vector.Equals(value, value);
                count -= known;
                var scaled = (value - centres) * inverses;
                scaled = Vector.ConditionalSelect(Vector.GreaterThan(scaled, high), high, scaled);
                scaled = Vector.ConditionalSelect(Vector.LessThan(scaled, low), low, scaled);
                Vector.ConditionalSelect(known, scaled, Vector<double>.Zero).CopyTo(z[(to + i)..]);
            }
        }

        return Vector.Sum(count);
    }

    /// <summary>1 where x is a number, else 0; laid out as <see cref="Standardise"/> lays out z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Known(ReadOnlySpan<double> x, int run, Span<double> known, int stride)
    {
        for (var (from, to) = (0, 0); from < x.Length; from += run, to += stride)
        {
            for (var i = 0; i < run; i++)
                known[to + i] = double.IsNaN(x[from + i]) ? 0 : 1;
        }
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
