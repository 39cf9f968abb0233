using Prometheus.Backtest.Comparison;
using Xunit;

namespace Prometheus.Tests.Backtest.Comparison;

public sealed class ComparisonTests
{
    [Fact]
    public void Paired_returns_take_the_sessions_both_have()
    {
        var paired = PairedReturns.Of([0.02, 0.01, double.NaN, 0.03, 0.00], [0.01, 0.01, 0.05, 0.01, double.NaN], 252);
        Assert.Equal(3, paired.Sessions);
        Assert.Equal(0.01 * 252, paired.MeanDifferencePerYear, 12);
        Assert.True(double.IsNaN(paired.Correlation), "the other never moves");
        Assert.Equal(1, PairedReturns.Of([0.02, 0.04, 0.06], [0.01, 0.02, 0.03], 252).Correlation, 12);
    }

    [Fact]
    public void A_run_differs_from_itself_in_nothing()
    {
        double[] returns = [0.01, -0.02, 0.03, 0.01];
        var paired = PairedReturns.Of(returns, returns, 252);
        Assert.Equal(0, paired.MeanDifferencePerYear);
        Assert.Equal(1, paired.Correlation, 12);
        Assert.True(double.IsNaN(paired.TStatistic));
    }

    [Fact]
    public void Books_overlap_by_the_smaller_weight_and_carry_on_between_decisions()
    {
        DatedBook[] own = [Book(1, ("A", 0.5), ("B", 0.5)), Book(8, ("A", 1))];
        DatedBook[] other = [Book(3, ("A", 0.25), ("C", 0.25)), Book(8, ("A", 1)), Book(9)];
        // On the 3rd 0.25 of 1 is common, on the 8th all, on the 9th nothing.
        Assert.Equal((0.25 + 1 + 0) / 3, HoldingsOverlap.Of(own, other), 12);
        Assert.Equal(HoldingsOverlap.Of(own, other), HoldingsOverlap.Of(other, own), 12);
        Assert.Equal(1, HoldingsOverlap.Of(own, own), 12);
        Assert.True(double.IsNaN(HoldingsOverlap.Of([Book(1)], [Book(1)])));
    }

    private static DatedBook Book(int day, params (string Id, double Weight)[] weights)
        => new(new DateOnly(2020, 1, day), weights.ToDictionary(w => w.Id, w => w.Weight, StringComparer.Ordinal));
}
