using System.Numerics;
using System.Runtime.CompilerServices;
using Prometheus.Core.Panels;

namespace Prometheus.Opinions.Lambda;

/// <summary>
/// Sample standard deviation of each name's simple returns over the window that ends at a session; two passes, side by side across names, so
/// a row depends on its own window only. NaN where too few returns are observed.
/// </summary>
internal static class WindowVolatility
{
    /// <param name="returns">[sessions × instruments], simple.</param>
    /// <param name="session">Last row of the window; at least <paramref name="rows"/> − 1.</param>
    /// <param name="rows">Returns of the window.</param>
    /// <param name="minimum">Observed returns needed, at least two.</param>
    /// <param name="volatility">Result, one a column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(Panel returns, int session, int rows, int minimum, Span<double> volatility)
    {
        var (columns, lanes) = (returns.Columns, Vector<double>.Count);
        var window = returns.Values.Slice((session - rows + 1) * columns, rows * columns);
        var i = 0;
        for (; i <= columns - lanes; i += lanes)
        {
            var (count, sum, squares) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
            for (var at = i; at < window.Length; at += columns)
            {
                var r = new Vector<double>(window[at..]);
                var observed = Vector.Equals(r, r);
                count += Vector.ConditionalSelect(observed, Vector<double>.One, Vector<double>.Zero);
                sum += Vector.ConditionalSelect(observed, r, Vector<double>.Zero);
            }

            var mean = sum / count;
            for (var at = i; at < window.Length; at += columns)
            {
                var r = new Vector<double>(window[at..]);
                var deviation = Vector.ConditionalSelect(Vector.Equals(r, r), r - mean, Vector<double>.Zero);
                squares += deviation * deviation;
            }

            var spread = Vector.SquareRoot(squares / (count - Vector<double>.One));
            var enough = Vector.GreaterThanOrEqual(count, new Vector<double>(minimum));
            Vector.ConditionalSelect(enough, spread, new Vector<double>(double.NaN)).CopyTo(volatility[i..]);
        }

        for (; i < columns; i++)
            volatility[i] = OfColumn(window, i, columns, minimum);
    }

    private static double OfColumn(ReadOnlySpan<double> window, int column, int columns, int minimum)
    {
        var (count, sum, squares) = (0.0, 0.0, 0.0);
        for (var at = column; at < window.Length; at += columns)
        {
            var r = window[at];
            var observed = !double.IsNaN(r);
            count += observed ? 1 : 0;
            sum += observed ? r : 0;
        }

        var mean = sum / count;
        for (var at = column; at < window.Length; at += columns)
        {
            var deviation = double.IsNaN(window[at]) ? 0 : window[at] - mean;
            squares += deviation * deviation;
        }

        return count >= minimum ? Math.Sqrt(squares / (count - 1)) : double.NaN;
    }
}
