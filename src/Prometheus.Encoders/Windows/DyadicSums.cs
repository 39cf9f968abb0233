using Prometheus.Core.Numerics;

namespace Prometheus.Encoders.Windows;

/// <summary>
/// Trailing sums over 1, 2, 4, 8 … rows of a row-major block, each from the one before: S_2n(t) = S_n(t) + S_n(t − n). A sum is one fixed tree
/// over its own rows, so it depends neither on where the block begins nor on what came before the window. Rows before the block count 0.
/// </summary>
public static class DyadicSums
{
    /// <summary>Doubles the length of the windows.</summary>
    /// <param name="sums">[rows × columns], sums over <paramref name="length"/> rows.</param>
    /// <param name="columns">Cells of a row.</param>
    /// <param name="length">Rows summed so far.</param>
    /// <param name="doubled">Result, another array.</param>
    public static void Double(ReadOnlySpan<double> sums, int columns, int length, Span<double> doubled)
    {
        var shift = Math.Min(sums.Length, columns * length);
        sums[..shift].CopyTo(doubled);
        Elementwise.Add(sums[shift..], sums[..^shift], doubled[shift..]);
    }

    /// <summary>The same for the least value.</summary>
    public static void DoubleLeast(ReadOnlySpan<double> least, int columns, int length, Span<double> doubled)
    {
        var shift = Math.Min(least.Length, columns * length);
        least[..shift].CopyTo(doubled);
        Elementwise.Least(least[shift..], least[..^shift], doubled[shift..]);
    }
}
