using Prometheus.Backtest.Metrics;

namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>How many standard errors a mean lies from 0: mean / (σ / √n).</summary>
public static class TStatistic
{
    /// <returns>NaN below two values or where they do not vary.</returns>
    public static double Of(ReadOnlySpan<double> values)
    {
        var deviation = Sample.StandardDeviation(values);
        return deviation > 0 ? Sample.Mean(values) / (deviation / Math.Sqrt(values.Length)) : double.NaN;
    }
}
