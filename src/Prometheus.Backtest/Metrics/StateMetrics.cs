using System.Text.Json;
using Prometheus.Core.Metrics;
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
