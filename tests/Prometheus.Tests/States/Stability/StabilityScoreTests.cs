using Prometheus.States.Stability;
using Xunit;

namespace Prometheus.Tests.States.Stability;

public class StabilityScoreTests
{
    [Theory]
    [InlineData(0.01, -0.10, 0.05, 25, 25, 0, 20, SoftTargetClass.Stable)]
    [InlineData(0.02, -0.20, -0.20, 50, 50, 50, 50, SoftTargetClass.Fragile)]
    [InlineData(0.03, -0.35, -0.30, 75, 87.5, 75, 80, SoftTargetClass.Breaker)]
    [InlineData(0.00, 0.00, 0.00, 0, 0, 0, 0, SoftTargetClass.Stable)]
    [InlineData(0.50, -0.90, -0.95, 100, 100, 100, 100, SoftTargetClass.Breaker)]
    public void Scores_meet_their_golden_values(
        double sigma, double drawdown, double trend, double vol, double dd, double fall, double index, SoftTargetClass expected)
    {
        var score = StabilityScore.Of(sigma, drawdown, trend, StabilityOptions.Default);
        Assert.Equal(vol, score.Volatility, 1e-12);
        Assert.Equal(dd, score.Drawdown, 1e-12);
        Assert.Equal(fall, score.Trend, 1e-12);
        Assert.Equal(index, score.Index, 1e-12);
        Assert.Equal(expected, score.Class);
    }

    [Theory]
    [InlineData(29.999999, SoftTargetClass.Stable)]
    [InlineData(30, SoftTargetClass.Watch)]
    [InlineData(44.999999, SoftTargetClass.Watch)]
    [InlineData(45, SoftTargetClass.Fragile)]
    [InlineData(59.999999, SoftTargetClass.Fragile)]
    [InlineData(60, SoftTargetClass.Targetable)]
    [InlineData(74.999999, SoftTargetClass.Targetable)]
    [InlineData(75, SoftTargetClass.Breaker)]
    public void A_boundary_lands_in_the_upper_class(double index, SoftTargetClass expected)
        => Assert.Equal(expected, StabilityScore.ClassOf(index, StabilityOptions.Default));

    [Fact]
    public void The_index_is_the_weighted_mean_of_its_parts()
    {
        var options = StabilityOptions.Default with { VolatilityWeight = 3, DrawdownWeight = 0, TrendWeight = 1 };
        Assert.Equal((3 * 50 + 25) / 4.0, StabilityScore.Of(0.02, -0.5, -0.1, options).Index, 1e-12);
    }
}
