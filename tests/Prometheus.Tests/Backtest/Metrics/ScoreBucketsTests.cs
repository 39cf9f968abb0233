using Prometheus.Backtest.Metrics;
using Xunit;

namespace Prometheus.Tests.Backtest.Metrics;

public sealed class ScoreBucketsTests
{
    [Fact]
    public void Seven_days_make_two_low_two_mid_and_three_high()
    {
        double[] scores = [7, 1, 6, 2, 5, 3, 4, double.NaN];
        double[] returns = [0.07, 0.01, 0.06, 0.02, 0.05, 0.03, 0.04, 9];
        var buckets = ScoreBuckets.Of(scores, returns);
        Assert.Equal(7, buckets.Days);
        Assert.Equal((2, 2, 3), (buckets.Low.Days, buckets.Mid.Days, buckets.High.Days));
        Assert.Equal(0.015, buckets.Low.MeanReturn, 12);
        Assert.Equal(0.035, buckets.Mid.MeanReturn, 12);
        Assert.Equal(0.06, buckets.High.MeanReturn, 12);
        Assert.Equal(0.045, buckets.HighMinusLow, 12);
    }

    [Fact]
    public void Equal_scores_are_parted_by_time()
    {
        var buckets = ScoreBuckets.Of([1, 1, 1], [0.01, 0.02, 0.03]);
        Assert.Equal((0.01, 0.02, 0.03), (buckets.Low.MeanReturn, buckets.Mid.MeanReturn, buckets.High.MeanReturn));
    }

    [Fact]
    public void Two_days_make_no_buckets()
    {
        var buckets = ScoreBuckets.Of([1, 2, 3], [0.01, double.NaN, 0.03]);
        Assert.Equal(2, buckets.Days);
        Assert.True(double.IsNaN(buckets.HighMinusLow) && double.IsNaN(buckets.TStatistic));
    }

    [Fact]
    public void The_statistic_tells_a_planted_difference_from_none()
    {
        var random = new Random(7);
        var scores = Enumerable.Range(0, 1_500).Select(_ => random.NextDouble()).ToArray();
        double Noise() => 0.02 * (random.NextDouble() - 0.5);
        var none = ScoreBuckets.Of(scores, scores.Select(_ => Noise()).ToArray());
        var planted = ScoreBuckets.Of(scores, scores.Select(s => Noise() + (0.004 * s)).ToArray());
        Assert.InRange(none.TStatistic, -2.5, 2.5);
        Assert.True(planted.TStatistic > 4, $"{planted.TStatistic}");
    }
}
