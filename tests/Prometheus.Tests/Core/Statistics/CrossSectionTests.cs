using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Errors;
using Prometheus.Core.Numerics;
using Prometheus.Core.Statistics;
using Prometheus.Tests.Core.Numerics;
using Xunit;

namespace Prometheus.Tests.Core.Statistics;

public class CrossSectionTests
{
    private const double Missing = double.NaN;

    [Fact]
    public void Ranks_skip_the_unobserved_and_average_over_ties()
    {
        var ranks = Filled(6);
        var section = Loaded([3, Missing, 1, 3, -2, 3]);
        section.WriteRanks(ranks);
        Assert.Equal([4.0, Missing, 2, 4, 1, 4], ranks);
        Assert.Equal([-2.0, 1, 3, 3, 3], section.Sorted.ToArray());
        Assert.Equal(5, section.Count);
    }

    [Fact]
    public void Positive_and_negative_zero_are_a_tie()
    {
        var ranks = Filled(3);
        Loaded([0.0, -0.0, 1]).WriteRanks(ranks);
        Assert.Equal([1.5, 1.5, 3], ranks);
    }

    [Fact]
    public void Infinities_have_their_place()
    {
        var ranks = Filled(4);
        Loaded([double.PositiveInfinity, 5, double.NegativeInfinity, -5]).WriteRanks(ranks);
        Assert.Equal([4.0, 3, 1, 2], ranks);
    }

    [Fact]
    public void Unobserved_cells_are_left_alone()
    {
        double[] ranks = [-1, -1, -1];
        Loaded([2, Missing, 1]).WriteRanks(ranks);
        Assert.Equal([2.0, -1, 1], ranks);
    }

    [Fact]
    public void Order_equals_a_comparison_sort_for_any_values()
    {
        var stream = new RandomStream("test", "order");
        foreach (var scale in new[] { 1e-300, 1e-9, 1, 1e200 })
        {
            foreach (var length in new[] { 0, 1, 2, 3, 17, 300, 500 })
            {
                // The offset of 1e9 leaves values that agree in their upper 40 bits.
                foreach (var offset in new[] { 0, 1e9 })
                {
                    var values = Enumerable.Range(0, length).Select(_ => offset + (scale * stream.NextNormal())).ToArray();
                    var section = Loaded(values);
                    Assert.Equal(values.Order(), section.Sorted.ToArray());
                    Assert.True(section.Columns.ToArray().Order().SequenceEqual(Enumerable.Range(0, length)));
                    for (var i = 0; i < length; i++)
                        Assert.Equal(values[section.Columns[i]], section.Sorted[i]);
                }
            }
        }
    }

    [Fact]
    public void Ranks_equal_their_definition()
        => Prop.ForAll<int[]>(integers =>
        {
            var values = integers.Select(i => i % 5 == 0 ? Missing : i % 7).ToArray();
            var ranks = Filled(values.Length);
            Loaded(values).WriteRanks(ranks);
            for (var i = 0; i < values.Length; i++)
            {
                var below = values.Count(v => v < values[i]);
                var equal = values.Count(v => v == values[i]);
                Assert.Equal(double.IsNaN(values[i]) ? Missing : below + ((equal + 1) / 2.0), ranks[i]);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ranks_follow_their_values_under_any_permutation()
    {
        var stream = new RandomStream("test", "permutation");
        var values = Enumerable.Range(0, 101).Select(i => i % 9 == 0 ? Missing : Math.Round(3 * stream.NextNormal(), 1)).ToArray();
        var order = Enumerable.Range(0, 101).OrderBy(_ => stream.NextBits()).ToArray();
        var (ranks, permuted) = (Filled(101), Filled(101));
        Loaded(values).WriteWinsorizedRanks(3, ranks);
        Loaded(order.Select(i => values[i]).ToArray()).WriteWinsorizedRanks(3, permuted);
        Assert.Equal(order.Select(i => ranks[i]), permuted);
    }

    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4, 100 }, 3, 1)]
    [InlineData(new double[] { 1, 2, 4, 8 }, 3, 1.5)]
    [InlineData(new double[] { 5 }, 5, 0)]
    [InlineData(new double[] { 5, 9 }, 7, 2)]
    [InlineData(new double[] { 2, 2, 2, 9 }, 2, 0)]
    public void Median_and_deviation_meet_hand_computed_values(double[] values, double median, double deviation)
    {
        var section = Loaded(values);
        Assert.Equal(median, section.Median);
        Assert.Equal(deviation, section.MedianAbsoluteDeviation());
    }

    [Fact]
    public void Deviation_equals_its_definition()
    {
        var stream = new RandomStream("test", "mad");
        for (var length = 1; length < 60; length++)
        {
            var values = Enumerable.Range(0, length).Select(_ => Math.Round(4 * stream.NextNormal(), 1)).ToArray();
            var section = Loaded(values);
            var deviations = values.Select(v => Math.Abs(v - section.Median)).Order().ToArray();
            Assert.Equal(CrossSection.MedianOf(deviations), section.MedianAbsoluteDeviation());
        }
    }

    [Fact]
    public void Winsorising_ties_the_tails_and_leaves_a_flat_section_alone()
    {
        var centred = Filled(7);
        Loaded([1, 2, 3, 4, 50, 60, -70]).WriteWinsorizedRanks(3, centred); // median 3, deviation 2: bounds −3 and 9
        Assert.Equal(new[] { 2.0, 3, 4, 5, 6.5, 6.5, 1 }.Select(rank => ((rank - 0.5) / 7) - 0.5), centred);

        Loaded([2, 2, 2, 2, 9, 11, -4]).WriteWinsorizedRanks(3, centred); // deviation 0: nothing is clipped
        Assert.Equal(new[] { 3.5, 3.5, 3.5, 3.5, 6, 7, 1 }.Select(rank => ((rank - 0.5) / 7) - 0.5), centred);
    }

    [Fact]
    public void Gaussian_ranks_are_quantiles_of_the_normal()
    {
        var scores = Filled(5);
        Loaded([10, Missing, 30, 20, 20]).WriteGaussianRanks(scores);
        Assert.Equal(NormalDistribution.InverseCdf(0.125), scores[0]);
        Assert.True(double.IsNaN(scores[1]));
        Assert.Equal(NormalDistribution.InverseCdf(0.875), scores[2]);
        Assert.Equal(NormalDistribution.InverseCdf(0.5), scores[3]); // ranks 2 and 3 of 4
        Assert.Equal(scores[3], scores[4]);
    }

    [Fact]
    public void Gaussian_ranks_within_groups_equal_those_of_each_group_alone()
    {
        var stream = new RandomStream("test", "groups");
        var values = Enumerable.Range(0, 80).Select(i => i % 7 == 0 ? Missing : Math.Round(2 * stream.NextNormal(), 1)).ToArray();
        var groups = Enumerable.Range(0, 80).Select(_ => (byte)(stream.NextInt(4) * 85)).ToArray();
        var (within, alone) = (Filled(80), Filled(80));
        Loaded(values).WriteGaussianRanksWithin(groups, within);
        foreach (var group in groups.Distinct())
            Loaded(values.Select((v, i) => groups[i] == group ? v : Missing).ToArray()).WriteGaussianRanks(alone);
        Assert.Equal(alone, within);
    }

    [Fact]
    public void Standard_scores_have_mean_zero_and_deviation_one()
    {
        double[] values = [1, Missing, 2, 3, 6];
        var (scores, scratch) = (new double[5], new double[5]);
        CrossSection.WriteZScores(values, scores, scratch);
        var observed = scores.Where(s => !double.IsNaN(s)).ToArray();
        Assert.Equal(4, observed.Length);
        Assert.Equal(0, LaneStatistics.Mean(observed), 1e-15);
        Assert.Equal(1, LaneStatistics.StandardDeviation(observed), 1e-15);

        CrossSection.WriteZScores([7, 7, Missing], scores, scratch);
        Assert.Equal([0.0, 0, Missing], scores[..3]);
        CrossSection.WriteZScores([7, Missing], scores, scratch);
        Assert.Equal([0.0, Missing], scores[..2]);
    }

    [Fact]
    public void Standard_scores_do_not_depend_on_unobserved_columns()
    {
        var stream = new RandomStream("test", "z");
        var values = Enumerable.Range(0, 50).Select(_ => stream.NextNormal()).ToArray();
        var holed = values.SelectMany(v => new[] { v, Missing, Missing }).ToArray();
        var (plain, wide, scratch) = (new double[50], new double[150], new double[150]);
        CrossSection.WriteZScores(values, plain, scratch);
        CrossSection.WriteZScores(holed, wide, scratch);
        Assert.True(Ulps.SameBits(plain, wide.Where(z => !double.IsNaN(z)).ToArray()));
    }

    [Fact]
    public void Too_many_values_are_an_error()
        => Assert.Throws<ModelError>(() => new CrossSection(2).Load([1, Missing, 2, 3]));

    private static CrossSection Loaded(double[] values)
    {
        var section = new CrossSection(Math.Max(1, values.Length));
        section.Load(values);
        return section;
    }

    private static double[] Filled(int length)
    {
        var cells = new double[length];
        Array.Fill(cells, Missing);
        return cells;
    }
}
