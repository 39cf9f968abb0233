using Prometheus.Backtest.Metrics;
using Prometheus.Core.Statistics;

namespace Prometheus.Backtest.Comparison;

/// <summary>The daily returns of a run less those of another on the sessions both have: what changing the one into the other was worth.</summary>
/// <param name="Sessions">Sessions on which both have a return.</param>
/// <param name="MeanDifferencePerYear">Mean daily difference, times D; a fraction. NaN without sessions.</param>
/// <param name="TStatistic">Of the mean difference, robust to correlation over time (Newey–West); NaN where the runs never differ.</param>
/// <param name="Correlation">Pearson, of the two returns; NaN where either does not move.</param>
/// <param name="TrackingErrorPerYear">Sample standard deviation of the difference, times √D.</param>
public readonly record struct PairedReturns(
    int Sessions, double MeanDifferencePerYear, double TStatistic, double Correlation, double TrackingErrorPerYear)
{
    /// <param name="own">Returns of the run, NaN where unknown.</param>
    /// <param name="other">Returns of the run it is compared with, on the same sessions.</param>
    /// <param name="sessionsPerYear">D.</param>
    public static PairedReturns Of(ReadOnlySpan<double> own, ReadOnlySpan<double> other, double sessionsPerYear)
    {
        var (first, second) = (new List<double>(own.Length), new List<double>(own.Length));
        for (var t = 0; t < own.Length; t++)
        {
            if (double.IsNaN(own[t]) || double.IsNaN(other[t]))
                continue;
            first.Add(own[t]);
            second.Add(other[t]);
        }

        var difference = first.Zip(second, (a, b) => a - b).ToArray();
        return new PairedReturns(
            difference.Length,
            Sample.Mean(difference) * sessionsPerYear,
            NeweyWest.TStatistic(difference),
            CorrelationOf([.. first], [.. second]),
            Sample.StandardDeviation(difference) * Math.Sqrt(sessionsPerYear));
    }

    private static double CorrelationOf(double[] x, double[] y)
    {
        var (meanX, meanY, sum) = (Sample.Mean(x), Sample.Mean(y), 0.0);
        for (var t = 0; t < x.Length; t++)
            sum += (x[t] - meanX) * (y[t] - meanY);
        var scale = Sample.StandardDeviation(x) * Sample.StandardDeviation(y) * (x.Length - 1);
        return scale > 0 ? sum / scale : double.NaN;
    }
}
