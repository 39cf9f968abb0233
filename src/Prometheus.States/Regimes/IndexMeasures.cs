using Prometheus.Core.Numerics;

namespace Prometheus.States.Regimes;

/// <summary>
/// Volatility, trend and drawdown of one return series. Windows count sessions; those without a return are left out, and fewer than half a
/// window's returns give NaN.
/// </summary>
public static class IndexMeasures
{
    public const double SessionsPerYear = 252;

    /// <summary>Annualised realised volatility, √(252 · mean r²), over the window ending at each session.</summary>
    public static double[] Volatility(double[] log, int window) => Rolling(log, window, Volatility);

    public static double Volatility(ReadOnlySpan<double> observed) => Math.Sqrt(SessionsPerYear * LaneSum.Dot(observed, observed) / observed.Length);

    /// <summary>t-statistic of the mean log return over the window; 0 where the returns do not vary.</summary>
    public static double[] Trend(double[] log, int window) => Rolling(log, window, static observed =>
    {
        var mean = LaneStatistics.Mean(observed);
        var deviation = LaneStatistics.StandardDeviation(observed, mean);
        return deviation > 0 ? mean / deviation * Math.Sqrt(observed.Length) : 0;
    });

    /// <summary>Level against its highest over the window, ≤ 0, a fraction.</summary>
    public static double[] Drawdown(double[] log, int window)
    {
        var level = new double[log.Length];
        var drawdown = new double[log.Length];
        var sum = 0.0;
        for (var t = 0; t < log.Length; t++)
        {
            sum += double.IsNaN(log[t]) ? 0 : log[t];
            level[t] = sum;
            var highest = sum;
            for (var s = Math.Max(0, t - window + 1); s < t; s++)
                highest = Math.Max(highest, level[s]);
            drawdown[t] = 2 * (t + 1) < Math.Min(window, 126) ? double.NaN : ScalarMath.ExpMinusOne(sum - highest);
        }

        return drawdown;
    }

    private static double[] Rolling(double[] log, int window, Func<ReadOnlySpan<double>, double> measure)
    {
        var result = new double[log.Length];
        var observed = new double[window];
        for (var t = 0; t < log.Length; t++)
        {
            var first = Math.Max(0, t - window + 1);
            var count = LaneSum.Compact(log.AsSpan(first, t + 1 - first), observed);
            result[t] = 2 * count >= window ? measure(observed.AsSpan(0, count)) : double.NaN;
        }

        return result;
    }
}
