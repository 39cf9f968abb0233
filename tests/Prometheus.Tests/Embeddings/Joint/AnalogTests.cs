using Prometheus.Embeddings.Joint;
using Xunit;

namespace Prometheus.Tests.Embeddings.Joint;

public sealed class AnalogTests
{
    [Fact]
    public void Windows_that_share_days_with_the_query_or_a_better_analog_are_left_out()
    {
        int[] ranked = [95, 60, 62, 100, 20, 41, 40];
        // 95 is within 10 of the query at 100, 62 within 10 of 60; 100 is the query itself.
        Assert.Equal([1, 4, 5], AnalogSearch.WithoutOverlap(ranked, query: 100, window: 10, count: 10));
        Assert.Equal([1], AnalogSearch.WithoutOverlap(ranked, 100, 10, count: 1));
        Assert.Equal([4], AnalogSearch.WithoutOverlap(ranked, query: 45, window: 10, count: 10));
    }

    [Fact]
    public void By_hand_what_followed_is_return_volatility_and_drawdown()
    {
        var (up, down) = (Math.Log(1.1), Math.Log(0.9));
        double[] returns = [double.NaN, 0, up, down, up, 0];
        var outcome = AnalogOutcome.Of(returns, session: 1, horizon: 3, last: 5);
        Assert.Equal((1.1 * 0.9 * 1.1) - 1, outcome.Return, 1e-12);
        Assert.Equal(-0.1, outcome.Drawdown, 1e-12);
        var mean = ((2 * up) + down) / 3;
        var deviation = Math.Sqrt((Math.Pow(up - mean, 2) * 2 + Math.Pow(down - mean, 2)) / 2);
        Assert.Equal(deviation * Math.Sqrt(252), outcome.Volatility, 1e-9);
    }

    [Fact]
    public void What_had_not_happened_by_the_query_is_not_told()
    {
        double[] returns = [0, 0.1, 0.2, 0.3, 0.4];
        Assert.True(double.IsNaN(AnalogOutcome.Of(returns, session: 2, horizon: 2, last: 3).Return));
        returns[4] = 99;
        Assert.Equal(AnalogOutcome.Of(returns, 1, 2, last: 3), AnalogOutcome.Of([0, 0.1, 0.2, 0.3, 7], 1, 2, last: 3));
    }

    [Fact]
    public void A_band_holds_its_mean_and_repeats_itself()
    {
        var outcomes = Enumerable.Range(0, 20).Select(k => k / 100.0).Append(double.NaN).ToArray();
        var band = AnalogSearch.Band(outcomes, "seed");
        Assert.Equal(0.095, band.Mean, 1e-12);
        Assert.InRange(band.Low, 0.06, 0.095);
        Assert.InRange(band.High, 0.095, 0.13);
        Assert.Equal(20, band.Count);
        Assert.Equal(band, AnalogSearch.Band(outcomes, "seed"));
        Assert.Equal(new AnalogBand(0.5, 0.5, 0.5, 1), AnalogSearch.Band([0.5], "one"));
        Assert.Equal(0, AnalogSearch.Band([double.NaN], "none").Count);
    }
}
