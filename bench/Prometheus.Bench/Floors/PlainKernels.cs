namespace Prometheus.Bench.Floors;

/// <summary>
/// The kernels as one would write them by hand: one loop, one name after the other, one thread, the runtime's own logarithm. Session-major
/// arrays, NaN = not observed.
/// </summary>
internal static class PlainKernels
{
    public static void LogOnePlus(double[] simple, double[] log)
    {
        for (var i = 0; i < simple.Length; i++)
            log[i] = Math.Log(1 + simple[i]);
    }

    public static void ExpMinusOne(double[] log, double[] simple)
    {
        for (var i = 0; i < log.Length; i++)
            simple[i] = Math.Exp(log[i]) - 1;
    }

    public static double SumRows(double[] values, int columns)
    {
        var total = 0.0;
        for (var row = 0; row < values.Length; row += columns)
        {
            var sum = 0.0;
            for (var i = row; i < row + columns; i++)
            {
                if (!double.IsNaN(values[i]))
                    sum += values[i];
            }

            total = Math.Max(total, sum);
        }

        return total;
    }

    public static double DotRows(double[] left, double[] right, int columns)
    {
        var total = 0.0;
        for (var row = 0; row < left.Length; row += columns)
        {
            var sum = 0.0;
            for (var i = row; i < row + columns; i++)
                sum += left[i] * right[i];
            total = Math.Max(total, sum);
        }

        return total;
    }

    public static void RollingMaximum(double[] values, int columns, int window, double[] maximum)
    {
        var sessions = values.Length / columns;
        for (var t = 0; t < sessions; t++)
        {
            for (var i = 0; i < columns; i++)
            {
                var most = double.NaN;
                for (var s = Math.Max(0, t - window + 1); s <= t; s++)
                {
                    var x = values[(s * columns) + i];
                    if (!(x <= most) && !double.IsNaN(x))
                        most = x;
                }

                maximum[(t * columns) + i] = most;
            }
        }
    }

    /// <summary>Deviation of log returns, deepest fall and move of each window of a log price, in two passes.</summary>
    public static void RollingPath(double[] logIndex, int columns, int window, double[] sigma, double[] drawdown, double[] trend)
    {
        var sessions = logIndex.Length / columns;
        for (var t = 0; t < sessions; t++)
        {
            for (var i = 0; i < columns; i++)
            {
                var (sum, count, deepest) = (0.0, 0, 0.0);
                var (first, previous, peak) = (double.NaN, double.NaN, double.NegativeInfinity);
                var from = Math.Max(0, t - window + 1);
                for (var s = from; s <= t; s++)
                {
                    var x = logIndex[(s * columns) + i];
                    if (double.IsNaN(x))
                        continue;
                    if (double.IsNaN(first))
                        first = x;
                    else
                    {
                        sum += x - previous;
                        count++;
                    }

                    peak = Math.Max(peak, x);
                    deepest = Math.Min(deepest, x - peak);
                    previous = x;
                }

                var (mean, squares, last) = (sum / count, 0.0, double.NaN);
                for (var s = from; s <= t; s++)
                {
                    var x = logIndex[(s * columns) + i];
                    if (double.IsNaN(x))
                        continue;
                    if (!double.IsNaN(last))
                        squares += (x - last - mean) * (x - last - mean);
                    last = x;
                }

                var cell = (t * columns) + i;
                sigma[cell] = Math.Sqrt(squares / (count - 1));
                drawdown[cell] = deepest;
                trend[cell] = previous - first;
            }
        }
    }

    /// <summary>Standard error of the regression of each name on the common series, in two passes.</summary>
    public static void RollingResidual(double[] returns, double[] common, int columns, int window, double[] residual)
    {
        var sessions = returns.Length / columns;
        for (var t = 0; t < sessions; t++)
        {
            for (var i = 0; i < columns; i++)
            {
                var from = Math.Max(0, t - window + 1);
                var (count, sumReturn, sumCommon) = (0, 0.0, 0.0);
                for (var s = from; s <= t; s++)
                {
                    var r = returns[(s * columns) + i];
                    if (double.IsNaN(r))
                        continue;
                    sumReturn += r;
                    sumCommon += common[s];
                    count++;
                }

                var (meanReturn, meanCommon) = (sumReturn / count, sumCommon / count);
                var (rr, rm, mm) = (0.0, 0.0, 0.0);
                for (var s = from; s <= t; s++)
                {
                    var r = returns[(s * columns) + i];
                    if (double.IsNaN(r))
                        continue;
                    rr += (r - meanReturn) * (r - meanReturn);
                    rm += (r - meanReturn) * (common[s] - meanCommon);
                    mm += (common[s] - meanCommon) * (common[s] - meanCommon);
                }

                residual[(t * columns) + i] = Math.Sqrt((rr - (rm / mm * rm)) / (count - 2));
            }
        }
    }

    /// <summary>Average ranks 1 … n of each row, ties sharing their mean rank.</summary>
    public static void RankRows(double[] values, int columns, double[] ranks)
    {
        var (keys, order) = (new double[columns], new int[columns]);
        for (var row = 0; row < values.Length; row += columns)
        {
            var count = 0;
            for (var i = 0; i < columns; i++)
            {
                if (double.IsNaN(values[row + i]))
                    continue;
                keys[count] = values[row + i];
                order[count++] = i;
            }

            Array.Sort(keys, order, 0, count);
            for (var first = 0; first < count;)
            {
                var end = first + 1;
                while (end < count && keys[end] == keys[first])
                    end++;
                for (var k = first; k < end; k++)
                    ranks[row + order[k]] = (first + end + 1) * 0.5;
                first = end;
            }
        }
    }
}
