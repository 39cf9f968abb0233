using Prometheus.Core.Statistics;

namespace Prometheus.Backtest.Metrics;

/// <summary>
/// Daily returns by the height of a score (sheet C §1.7): the n days that have both are sorted by the score, ties by time; with
/// k = max(⌊n/3⌋, 1) the first k are low, the next k mid, the rest high. Below three days there are no buckets.
/// </summary>
/// <param name="Days">n.</param>
/// <param name="Low">The days of the lowest scores.</param>
/// <param name="Mid">The days between.</param>
/// <param name="High">The days of the highest scores.</param>
/// <param name="HighMinusLow">Mean return of the high days less that of the low days; NaN without buckets.</param>
/// <param name="TStatistic">Of the difference, robust to correlation over time (Newey–West); NaN without buckets or where nothing varies.</param>
public readonly record struct ScoreBuckets(int Days, ScoreBucket Low, ScoreBucket Mid, ScoreBucket High, double HighMinusLow, double TStatistic)
{
    /// <param name="scores">One a day, NaN where unknown.</param>
    /// <param name="returns">One a day, NaN where unknown; whether it is the day's own return or the next day's is the caller's choice.</param>
    public static ScoreBuckets Of(ReadOnlySpan<double> scores, ReadOnlySpan<double> returns)
    {
        var (kept, earned) = (new List<double>(scores.Length), new List<double>(scores.Length));
        for (var t = 0; t < scores.Length; t++)
        {
            if (double.IsNaN(scores[t]) || double.IsNaN(returns[t]))
                continue;
            kept.Add(scores[t]);
            earned.Add(returns[t]);
        }

        var days = kept.Count;
        if (days < 3)
            return new ScoreBuckets(days, ScoreBucket.Empty, ScoreBucket.Empty, ScoreBucket.Empty, double.NaN, double.NaN);
        var bucketOf = Assign(kept);
        var (low, mid, high) = (BucketOf(earned, bucketOf, 0), BucketOf(earned, bucketOf, 1), BucketOf(earned, bucketOf, 2));
        return new ScoreBuckets(days, low, mid, high, high.MeanReturn - low.MeanReturn, TStatisticOf(earned, bucketOf, low, high));
    }

    /// <summary>0 low, 1 mid, 2 high, by day.</summary>
    private static int[] Assign(List<double> scores)
    {
        var size = Math.Max(scores.Count / 3, 1);
        var order = Enumerable.Range(0, scores.Count).OrderBy(t => scores[t]).ThenBy(t => t).ToArray();
        var bucketOf = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
            bucketOf[order[rank]] = Math.Min(rank / size, 2);
        return bucketOf;
    }

    private static ScoreBucket BucketOf(List<double> returns, int[] bucketOf, int bucket)
    {
        var own = returns.Where((_, t) => bucketOf[t] == bucket).ToArray();
        return new ScoreBucket(own.Length, Sample.Mean(own));
    }

    /// <summary>Each day's pull on the difference of the two means, in the order of time, gives its standard error.</summary>
    private static double TStatisticOf(List<double> returns, int[] bucketOf, ScoreBucket low, ScoreBucket high)
    {
        var pulls = new double[returns.Count];
        for (var t = 0; t < pulls.Length; t++)
        {
            pulls[t] = bucketOf[t] switch
            {
                0 => -(returns[t] - low.MeanReturn) * pulls.Length / low.Days,
                2 => (returns[t] - high.MeanReturn) * pulls.Length / high.Days,
                _ => 0,
            };
        }

        var error = Math.Sqrt(NeweyWest.LongRunVariance(pulls, NeweyWest.Lags(pulls.Length)) / pulls.Length);
        return error > 0 ? (high.MeanReturn - low.MeanReturn) / error : double.NaN;
    }
}
