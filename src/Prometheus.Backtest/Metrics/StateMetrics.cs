using System.Text.Json;
using Prometheus.Core.Metrics;
using Prometheus.Core.Statistics;
using Prometheus.States.Regimes;

namespace Prometheus.Backtest.Metrics;

/// <summary>
/// What a run's returns have to do with λ, stability and regime (sheet C §1.7). <c>*_over_run</c> keys are means over the sessions that have the
/// value; a key whose source is missing is absent, but for those of
/// universe and stability, which are NaN then.
/// </summary>
public static class StateMetrics
{
    /// <param name="metrics">Takes the keys.</param>
    /// <param name="exposures">One a session of the run.</param>
    /// <param name="returns">One a session; the first, from the initial cash into the first session, is left out.</param>
    /// <param name="sessionsPerYear">Annualises the Sharpe ratios.</param>
    public static void Add(
        SortedDictionary<string, double> metrics, ReadOnlySpan<StateExposure> exposures, ReadOnlySpan<double> returns, double sessionsPerYear)
    {
        metrics[MetricCatalog.UniverseSizeMean.Key] = MeanOf(Series(exposures, e => e.UniverseSize));
        metrics[MetricCatalog.StabilityRiskMean.Key] = MeanOf(Series(exposures, e => e.StabilityRiskMean));
        metrics[MetricCatalog.WorseningMean.Key] = MeanOf(Series(exposures, e => e.StabilityWorsenMean));
        AddMean(metrics, "lambda_score_mean_over_run", Series(exposures, e => e.LambdaScoreMean));
        AddMean(metrics, "lambda_score_coverage_over_run", Series(exposures, e => e.LambdaScoreCoverage));
        AddMean(metrics, "regime_risk_score_mean_over_run", Series(exposures, e => e.RegimeRisk));
        AddMean(metrics, "regime_p_change_any_mean_over_run", Series(exposures, e => e.RegimeChangeAny));
        if (returns.Length < 2)
            return;

        var lambda = Series(exposures, e => e.LambdaScoreMean);
        AddBuckets(metrics, "lambda_bucket", ScoreBuckets.Of(lambda.AsSpan(1), returns[1..]), forward: false);
        AddBuckets(metrics, "lambda_fwd_bucket", ScoreBuckets.Of(lambda.AsSpan(0, lambda.Length - 1), returns[1..]), forward: true);
        AddRegimes(metrics, exposures, returns, sessionsPerYear);
    }

    private static double[] Series(ReadOnlySpan<StateExposure> exposures, Func<StateExposure, double> value)
    {
        var series = new double[exposures.Length];
        for (var k = 0; k < series.Length; k++)
            series[k] = value(exposures[k]);
        return series;
    }

    private static void AddMean(SortedDictionary<string, double> metrics, string key, double[] values)
    {
        if (MeanOf(values) is var mean && !double.IsNaN(mean))
            metrics[key] = mean;
    }

    private static double MeanOf(double[] values) => Sample.Mean(Array.FindAll(values, v => !double.IsNaN(v)));

    private static void AddBuckets(SortedDictionary<string, double> metrics, string prefix, in ScoreBuckets buckets, bool forward)
    {
        if (buckets.Days == 0)
            return;
        metrics[prefix + "_total_num_days"] = buckets.Days;
        if (buckets.Days < 3)
            return;
        AddBucket(metrics, prefix + "_low", buckets.Low);
        AddBucket(metrics, prefix + "_mid", buckets.Mid);
        AddBucket(metrics, prefix + "_high", buckets.High);
        metrics[prefix + "_high_minus_low_return_diff"] = buckets.HighMinusLow;
        if (forward)
            metrics[prefix + "_high_minus_low_return_diff_t_stat"] = buckets.TStatistic;
    }

    private static void AddBucket(SortedDictionary<string, double> metrics, string prefix, ScoreBucket bucket)
    {
        metrics[prefix + "_num_days"] = bucket.Days;
        metrics[prefix + "_mean_daily_return"] = bucket.MeanReturn;
    }

    /// <summary>A return belongs to the regime that was known at the close before it.</summary>
    private static void AddRegimes(
        SortedDictionary<string, double> metrics, ReadOnlySpan<StateExposure> exposures, ReadOnlySpan<double> returns, double sessionsPerYear)
    {
        var byLabel = Enum.GetValues<RegimeLabel>().ToDictionary(label => label, _ => new List<double>());
        for (var k = 1; k < returns.Length; k++)
        {
            if (exposures[k - 1].Regime is { } label && !double.IsNaN(returns[k]))
                byLabel[label].Add(returns[k]);
        }

        if (byLabel.Values.All(days => days.Count == 0))
            return;
        foreach (var (label, days) in byLabel)
        {
            var name = JsonNamingPolicy.SnakeCaseUpper.ConvertName(label.ToString());
            metrics["days_" + name] = days.Count;
            if (days.Count == 0)
                continue;
            metrics["return_" + name] = Compound(days);
            if (days.Count > 1)
                metrics["sharpe_" + name] = AnnualisedExcessSharpe.Of([.. days], sessionsPerYear, 0);
        }
    }

    private static double Compound(List<double> returns)
    {
        var growth = 1.0;
        foreach (var r in returns)
            growth *= 1 + r;
        return growth - 1;
    }
}

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

/// <summary>Days whose score lay in one third.</summary>
/// <param name="Days">How many.</param>
/// <param name="MeanReturn">Mean simple return a day; NaN without days.</param>
public readonly record struct ScoreBucket(int Days, double MeanReturn)
{
    public static ScoreBucket Empty => new(0, double.NaN);
}
