using Prometheus.Core.Numerics;
using Xunit;

namespace Prometheus.Tests.Core.Numerics;

public class LaneSumTests
{
    [Fact]
    public void Sums_equal_a_plain_loop_over_eight_lanes_bit_for_bit()
    {
        var stream = new RandomStream("test", "lanes");
        for (var length = 0; length < 70; length++)
        {
            var x = Enumerable.Range(0, length).Select(_ => stream.NextNormal() * 1e3).ToArray();
            var y = Enumerable.Range(0, length).Select(_ => stream.NextNormal()).ToArray();
            Assert.True(Ulps.SameBits(Plain(x), LaneSum.Sum(x)));
            Assert.True(Ulps.SameBits(Plain(x.Zip(y, (a, b) => a * b).ToArray()), LaneSum.Dot(x, y)));
            Assert.True(Ulps.SameBits(Plain(x.Select(a => (a - 1.5) * (a - 1.5)).ToArray()), LaneSum.SquaredDeviations(x, 1.5)));
        }
    }

    [Fact]
    public void An_absent_column_and_an_unobserved_column_give_the_same_sum()
    {
        var stream = new RandomStream("test", "compact");
        var present = Enumerable.Range(0, 37).Select(_ => stream.NextNormal()).ToArray();
        var holed = new List<double>();
        foreach (var value in present)
        {
            for (var holes = stream.NextInt(4); holes > 0; holes--)
                holed.Add(double.NaN);
            holed.Add(value);
        }

        holed.Add(double.NaN);
        var observed = new double[holed.Count];
        var count = LaneSum.Compact(holed.ToArray(), observed);
        Assert.Equal(present, observed[..count]);
        Assert.True(Ulps.SameBits(LaneSum.Sum(present), LaneSum.Sum(observed.AsSpan(0, count))));
    }

    [Fact]
    public void Compacting_may_happen_in_place()
    {
        double[] values = [double.NaN, 1, double.NaN, 2, 3, double.NaN];
        Assert.Equal(3, LaneSum.Compact(values, values));
        Assert.Equal([1.0, 2, 3], values[..3]);
    }

    [Fact]
    public void A_dot_product_needs_equal_lengths()
        => Assert.Throws<ArgumentException>(() => LaneSum.Dot(new double[3], new double[4]));

    [Fact]
    public void Moments_divide_by_n_and_by_n_minus_one()
    {
        double[] values = [2, 4, 4, 4, 5, 5, 7, 9];
        Assert.Equal(5, LaneStatistics.Mean(values));
        Assert.Equal(Math.Sqrt(32.0 / 7), LaneStatistics.StandardDeviation(values), 1e-15);
        Assert.True(double.IsNaN(LaneStatistics.Mean([])));
        Assert.True(double.IsNaN(LaneStatistics.StandardDeviation([3])));
        Assert.Equal(0, LaneStatistics.StandardDeviation([3, 3]));
    }

    [Fact]
    public void A_large_mean_costs_no_digits_of_the_deviation()
        => Assert.Equal(1, LaneStatistics.StandardDeviation([1e8, 1e8 + 1, 1e8 + 2]), 1e-12);

    private static double Plain(double[] values)
    {
        var lanes = new double[8];
        for (var i = 0; i < values.Length; i++)
            lanes[i % 8] += values[i];
        return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
    }
}
