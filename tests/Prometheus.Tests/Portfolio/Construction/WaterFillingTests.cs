using FsCheck;
using FsCheck.Fluent;
using Prometheus.Portfolio.Construction;
using Xunit;

namespace Prometheus.Tests.Portfolio.Construction;

public sealed class WaterFillingTests
{
    [Fact]
    public void A_capped_name_leaves_its_mass_to_the_others()
        => Assert.Equal([0.5, 0.375, 0.125], WaterFilling.Allocate([60, 30, 10], 1, 0.5));

    [Fact]
    public void What_no_name_may_take_stays_in_cash()
    {
        var weights = WaterFilling.Allocate(Enumerable.Repeat(1.0, 10).ToArray(), 1, 0.05);
        Assert.All(weights, w => Assert.Equal(0.05, w));
        Assert.Equal([0, 0, 0], WaterFilling.Allocate([0, 0, 0], 1, 0.5));
    }

    [Fact]
    public void A_full_sector_leaves_its_mass_to_the_other_sectors()
    {
        // By hand: group 0 wants 0.8 and may have 0.4; the 0.6 left go 3:1 to the other two, of which one stops at the name cap 0.35.
        var weights = WaterFilling.Allocate([50, 30, 15, 5], 1, 0.35, [0, 0, 1, -1], [0.4, 1]);
        Assert.Equal(0.25, weights[0], 15);
        Assert.Equal(0.15, weights[1], 15);
        Assert.Equal(0.35, weights[2], 15);
        Assert.Equal(0.25, weights[3], 15);
    }

    [Fact]
    public void Caps_hold_everything_that_can_be_spent_is_spent_and_order_does_not_matter()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var n = random.Next(1, 40);
            var preferences = Enumerable.Range(0, n).Select(_ => random.Next(4) == 0 ? 0 : random.NextDouble() * random.NextDouble()).ToArray();
            var groups = Enumerable.Range(0, n).Select(_ => random.Next(-1, 4)).ToArray();
            var caps = Enumerable.Range(0, 4).Select(_ => random.NextDouble() * 0.5).ToArray();
            var (nameCap, budget) = (0.02 + (0.3 * random.NextDouble()), 0.2 + (0.8 * random.NextDouble()));
            var weights = WaterFilling.Allocate(preferences, budget, nameCap, groups, caps);

            Assert.All(weights, w => Assert.InRange(w, 0, nameCap));
            Assert.True(weights.Sum() <= budget + 1e-12);
            for (var g = 0; g < 4; g++)
                Assert.True(weights.Where((_, i) => groups[i] == g).Sum() <= caps[g] + 1e-12);
            AssertNothingMoreCanBeSpent(weights, preferences, budget, nameCap, groups, caps);

            var order = Enumerable.Range(0, n).OrderBy(_ => random.Next()).ToArray();
            var permuted = WaterFilling.Allocate(
                order.Select(i => preferences[i]).ToArray(), budget, nameCap, order.Select(i => groups[i]).ToArray(), caps);
            for (var k = 0; k < n; k++)
                Assert.Equal(weights[order[k]], permuted[k], 12);
        }).QuickCheckThrowOnFailure();
    }

    private static void AssertNothingMoreCanBeSpent(double[] weights, double[] preferences, double budget, double nameCap, int[] groups, double[] caps)
    {
        if (weights.Sum() > budget - 1e-9)
            return;
        for (var i = 0; i < weights.Length; i++)
        {
            var groupFull = groups[i] >= 0 && weights.Where((_, j) => groups[j] == groups[i]).Sum() > caps[groups[i]] - 1e-9;
            Assert.True(preferences[i] == 0 || groupFull || weights[i] > nameCap - 1e-9, $"name {i} could take more");
        }
    }
}
