using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;

namespace Prometheus.States.Regimes;

/// <summary>How alike the names of a market move, and how many stand above their own past.</summary>
internal static class CrossSectionMeasures
{
    private const int MinimumNames = 5;

    /// <summary>
    /// Average pairwise correlation over a window in variance-ratio form: with V = Σ m² / Σ q, m the mean return of a session's n names and q their
    /// mean squared return, ρ̄ = (n·V − 1) / (n − 1): the variance of the average against the average variance.
    /// </summary>
    public static double[] Correlation(RegimeIndex index, int window)
    {
        var result = new double[index.Sessions];
        for (var t = 0; t < result.Length; t++)
        {
            var (ofMean, ofNames, names, count) = (0.0, 0.0, 0.0, 0);
            for (var s = Math.Max(0, t - window + 1); s <= t; s++)
            {
                if (double.IsNaN(index.MeanReturn[s]))
                    continue;
                ofMean += index.MeanReturn[s] * index.MeanReturn[s];
                ofNames += index.MeanSquare[s];
                names += index.Names[s];
                count++;
            }

            var n = names / count;
            result[t] = 2 * count >= window && ofNames > 0 ? ((n * ofMean / ofNames) - 1) / (n - 1) : double.NaN;
        }

        return result;
    }

    /// <summary>
    /// Share of the names whose log total-return index stands above its own mean over the window; a name needs half a window of closes, and a
    /// session five names.
    /// </summary>
    public static double[] Breadth(Market market, int window)
    {
        var level = market.TotalReturns.LogIndex;
        var columns = level.Columns;
        var result = new double[level.Sessions];
        var counted = Counted(market);
        // A window of w sessions is the tail of one block of w and the head of the next: sums within blocks, so nothing drifts and every value
        // leaves with its window.
        var tailSum = new double[window * columns];
        var tailCount = new double[window * columns];
        var headSum = new double[columns];
        var headCount = new double[columns];
        for (var t = 0; t < level.Sessions; t++)
        {
            var place = t % window;
            if (place == 0)
            {
                if (t > 0)
                    FillTails(level, t - window, window, tailSum, tailCount);
                Array.Clear(headSum);
                Array.Clear(headCount);
            }

            ObservedSum.Add(level.Row(t), headSum, headCount);
            var next = (place + 1) * columns;
            result[t] = place + 1 == window
                ? Share(level.Row(t), headSum, headCount, [], [], counted, window)
                : Share(level.Row(t), headSum, headCount, tailSum.AsSpan(next, columns), tailCount.AsSpan(next, columns), counted, window);
        }

        return result;
    }

    private static double[] Counted(Market market)
    {
        var counted = new double[market.Instruments.Count];
        for (var i = 0; i < counted.Length; i++)
            counted[i] = market.Funds.Contains(i) ? 0 : 1;
        return counted;
    }

    /// <summary>Sums of the rows from each place of a block to its end.</summary>
    private static void FillTails(Panel level, int first, int window, double[] sums, double[] counts)
    {
        var columns = level.Columns;
        for (var place = window - 1; place >= 0; place--)
        {
            var sum = sums.AsSpan(place * columns, columns);
            var count = counts.AsSpan(place * columns, columns);
            if (place == window - 1)
            {
                sum.Clear();
                count.Clear();
            }
            else
            {
                sums.AsSpan((place + 1) * columns, columns).CopyTo(sum);
                counts.AsSpan((place + 1) * columns, columns).CopyTo(count);
            }

            ObservedSum.Add(level.Row(first + place), sum, count);
        }
    }

    private static double Share(
        ReadOnlySpan<double> row,
        ReadOnlySpan<double> headSum,
        ReadOnlySpan<double> headCount,
        ReadOnlySpan<double> tailSum,
        ReadOnlySpan<double> tailCount,
        ReadOnlySpan<double> counted,
        int window)
    {
        var (above, names) = (0, 0);
        for (var i = 0; i < row.Length; i++)
        {
            var count = headCount[i] + (tailCount.IsEmpty ? 0 : tailCount[i]);
            if (counted[i] == 0 || 2 * count < window || double.IsNaN(row[i]))
                continue;
            var sum = headSum[i] + (tailSum.IsEmpty ? 0 : tailSum[i]);
            names++;
            above += row[i] * count > sum ? 1 : 0;
        }

        return names < MinimumNames ? double.NaN : (double)above / names;
    }
}
