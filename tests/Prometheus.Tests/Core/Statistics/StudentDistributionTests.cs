using Prometheus.Core.Numerics;
using Prometheus.Core.Statistics;
using Xunit;

namespace Prometheus.Tests.Core.Statistics;

public class StudentDistributionTests
{
    /// <summary>Quantiles of any printed table: the tail below −t and above t together.</summary>
    [Theory]
    [InlineData(12.706204736, 1, 0.05)]
    [InlineData(4.302652730, 2, 0.05)]
    [InlineData(2.228138852, 10, 0.05)]
    [InlineData(3.169272673, 10, 0.01)]
    [InlineData(1.983971519, 100, 0.05)]
    [InlineData(0, 7, 1)]
    public void Tails_meet_the_printed_table(double t, int degreesOfFreedom, double tail)
    {
        Assert.Equal(tail, StudentDistribution.TwoSided(t, degreesOfFreedom), 1e-9);
        Assert.Equal(tail, StudentDistribution.TwoSided(-t, degreesOfFreedom), 1e-9);
    }

    [Fact]
    public void One_degree_of_freedom_is_Cauchy_and_many_are_normal()
    {
        Assert.Equal(0.5, StudentDistribution.TwoSided(1, 1), 1e-13);
        Assert.Equal(1 - (2 / Math.PI * Math.Atan(0.3)), StudentDistribution.TwoSided(0.3, 1), 1e-13);
        Assert.Equal(2 * NormalDistribution.Cdf(-1.7), StudentDistribution.TwoSided(1.7, 1_000_000), 1e-6);
        Assert.True(double.IsNaN(StudentDistribution.TwoSided(double.NaN, 5)));
        Assert.True(double.IsNaN(StudentDistribution.TwoSided(1, 0)));
    }

    [Fact]
    public void The_standard_error_of_a_short_series_meets_its_golden_value()
        => Assert.Equal(0.748331, NeweyWest.StandardError([1, 2, 3, 4, 5], 1), 5e-7);
}
