using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Statistics;
using Xunit;

namespace Prometheus.Tests.Core.Statistics;

public sealed class NeweyWestTests
{
    [Fact]
    public void One_lag_by_hand()
    {
        // Deviations −1.5, −0.5, 0.5, 1.5: γ₀ = 1.25, γ₁ = 0.3125, Ω = γ₀ + 2·½·γ₁.
        Assert.Equal(1.5625, NeweyWest.LongRunVariance([-1.5, -0.5, 0.5, 1.5], 1), 15);
        Assert.Equal(0.625, NeweyWest.StandardError([1, 2, 3, 4], 1), 15);
        Assert.Equal(4, NeweyWest.TStatistic([1, 2, 3, 4], 1), 14);
    }

    [Fact]
    public void The_bandwidth_grows_slowly()
        => Assert.Equal([0, 0, 1, 3, 4, 5, 8], new[] { 0, 1, 2, 60, 100, 500, 2520 }.Select(NeweyWest.Lags));

    [Fact]
    public void What_does_not_vary_has_no_statistic()
    {
        Assert.True(double.IsNaN(NeweyWest.TStatistic([2, 2, 2, 2])));
        Assert.True(double.IsNaN(NeweyWest.TStatistic([2])));
    }

    [Fact]
    public void The_variance_is_never_negative_and_the_statistic_turns_with_the_sign()
        => Prop.ForAll<NormalFloat[]>(given =>
        {
            var values = given.Select(v => Math.Clamp(v.Get, -1e6, 1e6)).ToArray();
            var mean = values.Length == 0 ? 0 : values.Average();
            for (var lags = 0; lags < 6; lags++)
            {
                if (values.Length > 0)
                    Assert.True(NeweyWest.LongRunVariance(values.Select(v => v - mean).ToArray(), lags) >= -1e-6 * (1 + values.Max(v => v * v)));
            }

            Assert.Equal(NeweyWest.TStatistic(values), -NeweyWest.TStatistic(values.Select(v => -v).ToArray()));
        }).QuickCheckThrowOnFailure();
}
