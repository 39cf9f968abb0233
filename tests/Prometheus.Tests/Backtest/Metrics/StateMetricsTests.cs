using Prometheus.Backtest.Metrics;
using Prometheus.States.Regimes;
using Xunit;

namespace Prometheus.Tests.Backtest.Metrics;

public sealed class StateMetricsTests
{
    [Fact]
    public void A_return_belongs_to_the_regime_known_before_it_and_λ_looks_forward_only_where_it_says_so()
    {
        RegimeLabel?[] labels = [RegimeLabel.Crisis, RegimeLabel.Crisis, RegimeLabel.Carry, RegimeLabel.Carry, null];
        double[] lambda = [1, 2, 3, 4, 5];
        var exposures = labels.Select((label, k) => StateExposure.Unknown with { Regime = label, LambdaScoreMean = lambda[k], RegimeRisk = 0.1 * k }).ToArray();
        var metrics = Of(exposures, [0.5, 0.01, 0.03, -0.01, 0.02]);

        // The first return only brings the cash in.
        Assert.Equal(2, metrics["days_CRISIS"]);
        Assert.Equal((1.01 * 1.03) - 1, metrics["return_CRISIS"], 12);
        Assert.Equal((0.02 * 252) / (Sample.StandardDeviation([0.01, 0.03]) * Math.Sqrt(252)), metrics["sharpe_CRISIS"], 9);
        Assert.Equal(2, metrics["days_CARRY"]);
        Assert.Equal((0.99 * 1.02) - 1, metrics["return_CARRY"], 12);
        Assert.Equal(0, metrics["days_NEUTRAL"]);
        Assert.DoesNotContain("sharpe_NEUTRAL", metrics.Keys);

        // Same day: λ 2 3 4 5 with 1 % 3 % −1 % 2 %; next day: λ 1 2 3 4 with the same returns.
        Assert.Equal(4, metrics["lambda_bucket_total_num_days"]);
        Assert.Equal(0.01, metrics["lambda_bucket_low_mean_daily_return"], 12);
        Assert.Equal(2, metrics["lambda_bucket_high_num_days"]);
        Assert.Equal(0.005 - 0.01, metrics["lambda_bucket_high_minus_low_return_diff"], 12);
        Assert.Equal(0.005 - 0.01, metrics["lambda_fwd_bucket_high_minus_low_return_diff"], 12);
        Assert.Contains("lambda_fwd_bucket_high_minus_low_return_diff_t_stat", metrics.Keys);
        Assert.DoesNotContain("lambda_bucket_high_minus_low_return_diff_t_stat", metrics.Keys);
        Assert.Equal(3, metrics["lambda_score_mean_over_run"], 12);
        Assert.Equal(0.2, metrics["regime_risk_score_mean_over_run"], 12);
    }

    [Fact]
    public void What_has_no_source_has_no_key()
    {
        var metrics = Of(Enumerable.Repeat(StateExposure.Unknown, 5).ToArray(), [0, 0.1, 0.2, 0.3, 0.4]);
        Assert.Equal(["stab_p_worsen_any_mean_over_run", "stab_risk_score_mean_over_run", "universe_size_mean"], metrics.Keys);
    }

    private static SortedDictionary<string, double> Of(StateExposure[] exposures, double[] returns)
    {
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        StateMetrics.Add(metrics, exposures, returns, 252);
        return metrics;
    }
}
