using Prometheus.Core.Errors;
using Prometheus.Core.Panels;

namespace Prometheus.Encoders.Windows;

/// <summary>
/// A trailing window at falling resolution: the means over the last session, the 2 before it, the 4 before those, 8, 16, 32 … sessions, the
/// last bucket cut where the window ends. 63 sessions are six buckets: what is recent is sharp, what is old is one number.
/// </summary>
public static class DyadicWindow
{
    /// <summary>Buckets of a window of <paramref name="sessions"/>.</summary>
    public static int Buckets(int sessions)
    {
        var (buckets, covered) = (0, 0);
        for (; covered < sessions; buckets++)
            covered += 1 << buckets;
        return buckets;
    }

    /// <summary>
    /// Writes the window that ends at <paramref name="session"/> as [buckets × columns], newest bucket first. A bucket without an observed
    /// value is 0, the middle of a standardised scale.
    /// </summary>
    /// <param name="values">[sessions × columns], standardised; NaN is unobserved.</param>
    /// <param name="session">Last row of the window; rows before the first are unobserved.</param>
    /// <param name="window">Sessions looked back, the last included.</param>
    /// <param name="pooled">Result.</param>
    /// <returns>Share of the window's cells that were observed: its validity mask in one number.</returns>
    public static double Pool(Panel values, int session, int window, Span<double> pooled)
    {
        var columns = values.Columns;
        if (pooled.Length != Buckets(window) * columns)
            throw new ModelError($"a window of {window} sessions × {columns} columns pools to {Buckets(window) * columns} numbers, found room for {pooled.Length}");
        var observed = 0;
        for (var (bucket, end) = (0, session); bucket * columns < pooled.Length; bucket++)
        {
            var first = Math.Max(end - (1 << bucket) + 1, session - window + 1);
            for (var column = 0; column < columns; column++)
                pooled[(bucket * columns) + column] = Mean(values, Math.Max(0, first), end, column, ref observed);
            end = first - 1;
        }

        return (double)observed / (window * columns);
    }

    private static double Mean(Panel values, int first, int last, int column, ref int observed)
    {
        var (sum, count) = (0.0, 0);
        for (var t = first; t <= last; t++)
        {
            var value = values[t, column];
            if (double.IsNaN(value))
                continue;
            sum += value;
            count++;
        }

        observed += count;
        return count == 0 ? 0 : sum / count;
    }
}
