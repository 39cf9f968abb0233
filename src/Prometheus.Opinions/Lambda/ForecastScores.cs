using Prometheus.Core.Numerics;
using Prometheus.Core.Statistics;

namespace Prometheus.Opinions.Lambda;

/// <summary>Judges forecasts against outcomes, over all rows and date by date.</summary>
internal static class ForecastScores
{
    /// <summary>Fewer clusters on a date have no top and no ranking.</summary>
    private const int MinimumClusters = 5;

    /// <param name="panel">Rows with their outcomes.</param>
    /// <param name="rows">Test rows, ascending.</param>
    /// <param name="predictions">Forecast of each.</param>
    /// <param name="means">Forecast of each by the cluster's training mean.</param>
    /// <param name="topQuantile">Share of a date's clusters that is its top.</param>
    public static LambdaMetrics Of(LambdaPanel panel, int[] rows, double[] predictions, double[] means, double topQuantile)
    {
        var judged = Enumerable.Range(0, rows.Length).Where(k => !double.IsNaN(panel.NextOf(rows[k]))).ToArray();
        var outcome = Array.ConvertAll(judged, k => panel.NextOf(rows[k]));
        var forecast = Array.ConvertAll(judged, k => predictions[k]);
        var mean = Array.ConvertAll(judged, k => means[k]);
        var same = Array.ConvertAll(judged, k => panel[rows[k]].Lambda);
        var dates = DatesOf(panel, rows, judged);
        var uplifts = Uplifts(dates, forecast, outcome, topQuantile);
        var correlations = DailyCorrelations(dates, forecast, outcome);
        var (own, still) = (SquaredError(forecast, outcome), SquaredError(same, outcome));
        return new LambdaMetrics
        {
            PairsTest = judged.Length,
            DaysUplift = uplifts.Length,
            Pearson = judged.Length < 2 ? double.NaN : Correlation.Pearson(forecast, outcome),
            Spearman = judged.Length < 2 ? double.NaN : Correlation.Spearman(forecast, outcome),
            AverageUplift = LaneStatistics.Mean(uplifts),
            UpliftStandardError = LaneStatistics.StandardDeviation(uplifts) / Math.Sqrt(uplifts.Length),
            Rmse = Math.Sqrt(own / judged.Length),
            Qlike = Qlike(forecast, outcome),
            AgainstClusterMean = ForecastComparison.Of(LossDifferences(dates, forecast, mean, outcome)),
            AgainstPersistence = ForecastComparison.Of(LossDifferences(dates, forecast, same, outcome)),
            DailyIcMean = LaneStatistics.Mean(correlations),
            DailyIcT = NeweyWest.TStatistic(correlations),
            R2AgainstPersistence = still > 0 ? 1 - (own / still) : double.NaN,
        };
    }

    /// <summary>Runs of judged rows that share a date.</summary>
    private static List<Range> DatesOf(LambdaPanel panel, int[] rows, int[] judged)
    {
        var dates = new List<Range>();
        for (var start = 0; start < judged.Length;)
        {
            var end = start + 1;
            while (end < judged.Length && panel[rows[judged[end]]].AsOf == panel[rows[judged[start]]].AsOf)
                end++;
            dates.Add(start..end);
            start = end;
        }

        return dates;
    }

    private static double[] Uplifts(List<Range> dates, double[] forecast, double[] outcome, double topQuantile)
    {
        var uplifts = new List<double>(dates.Count);
        foreach (var date in dates)
        {
            var (today, came) = (forecast[date], outcome[date]);
            if (today.Length < MinimumClusters)
                continue;
            var cutoff = Quantile(today, 1 - topQuantile);
            var (top, rest, topCount) = (0.0, 0.0, 0);
            for (var k = 0; k < today.Length; k++)
            {
                if (today[k] >= cutoff)
                    (top, topCount) = (top + came[k], topCount + 1);
                else
                    rest += came[k];
            }

            if (topCount < today.Length)
                uplifts.Add((top / topCount) - (rest / (today.Length - topCount)));
        }

        return [.. uplifts];
    }

    /// <summary>Linear between order statistics.</summary>
    private static double Quantile(double[] values, double share)
    {
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        var at = share * (sorted.Length - 1);
        var below = (int)Math.Floor(at);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }

    private static double[] DailyCorrelations(List<Range> dates, double[] forecast, double[] outcome)
        => dates.Where(d => d.End.Value - d.Start.Value >= MinimumClusters)
            .Select(d => Correlation.Spearman(forecast.AsSpan(d), outcome.AsSpan(d))).Where(c => !double.IsNaN(c)).ToArray();

    private static double[] LossDifferences(List<Range> dates, double[] forecast, double[] rival, double[] outcome)
        => dates.Select(d => (SquaredError(rival.AsSpan(d), outcome.AsSpan(d)) - SquaredError(forecast.AsSpan(d), outcome.AsSpan(d))) / (d.End.Value - d.Start.Value)).ToArray();

    private static double SquaredError(ReadOnlySpan<double> forecast, ReadOnlySpan<double> outcome)
    {
        var sum = 0.0;
        for (var k = 0; k < forecast.Length; k++)
            sum += (forecast[k] - outcome[k]) * (forecast[k] - outcome[k]);
        return sum;
    }

    private static double Qlike(double[] forecast, double[] outcome)
    {
        var (sum, count) = (0.0, 0);
        for (var k = 0; k < forecast.Length; k++)
        {
            if (!(forecast[k] > 0 && outcome[k] > 0))
                continue;
            var ratio = outcome[k] / forecast[k];
            sum += ratio - ScalarMath.Log(ratio) - 1;
            count++;
        }

        return count == 0 ? double.NaN : sum / count;
    }
}
