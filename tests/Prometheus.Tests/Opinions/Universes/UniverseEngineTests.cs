using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Universes;
using Prometheus.States.Stability;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.Opinions.Universes;

public class UniverseEngineTests
{
    private const int Decision = 99;

    private static readonly UniverseOptions ByAssessmentOnly =
        UniverseOptions.Default with { StabilityWeight = 0, LiquidityWeight = 0, StabilityRiskAlpha = 0 };

    public static TheoryData<int, UniverseExclusion> Filters => new()
    {
        { 0, UniverseExclusion.None },
        { 1, UniverseExclusion.HardExcludedInstrument },
        { 2, UniverseExclusion.NotTradable },
        { 3, UniverseExclusion.InsufficientHistory },
        { 4, UniverseExclusion.Illiquid },
        { 5, UniverseExclusion.BelowMinPrice },
        { 6, UniverseExclusion.NoStabState },
        { 7, UniverseExclusion.ExcludedBreaker },
        { 8, UniverseExclusion.None }, // cheap and thin, but its levels are adjusted and prove nothing
        { 11, UniverseExclusion.Illiquid }, // cheap too, but the first failure counts
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void The_first_failed_filter_names_the_exclusion(int name, UniverseExclusion expected)
    {
        var candidate = Filtered(UniverseOptions.Default with { ExcludedInstruments = [EngineWorld.NameOf(1)] })
            .Single(c => c.Instrument == name);
        Assert.Equal(expected, candidate.Exclusion);
        Assert.Equal(expected == UniverseExclusion.None, candidate.Included);
        Assert.Equal(name == 8, candidate.LevelFiltersSkipped);
        if (expected != UniverseExclusion.None)
            Assert.Equal(0, candidate.Score);
    }

    [Fact]
    public void Names_of_the_future_and_delisted_names_leave_no_row()
    {
        var names = Filtered(UniverseOptions.Default).Select(c => c.Instrument).ToArray();
        Assert.DoesNotContain(9, names);
        Assert.DoesNotContain(10, names);
        Assert.Equal(names.Order(), names);
    }

    [Fact]
    public void A_breaker_that_is_allowed_still_meets_the_score_limit()
    {
        var candidate = Filtered(UniverseOptions.Default with { ExcludeBreakers = false }).Single(c => c.Instrument == 7);
        Assert.Equal(UniverseExclusion.ExcludedHighSoftTargetScore, candidate.Exclusion);
        var tolerated = Filtered(UniverseOptions.Default with { ExcludeBreakers = false, MaximumSoftTargetScore = 100 });
        Assert.True(tolerated.Single(c => c.Instrument == 7).Included);
    }

    [Fact]
    public void Level_facts_are_reported_as_far_as_they_hold()
    {
        var candidates = Filtered(UniverseOptions.Default).ToDictionary(c => c.Instrument);
        Assert.Equal(1e6, candidates[0].AverageVolume, 1e-6);
        Assert.True(double.IsNaN(candidates[8].AverageVolume));
        Assert.True(double.IsNaN(candidates[8].LiquidityZ));
        Assert.Equal(0.5, candidates[5].LastClose, 0.1);
    }

    [Fact]
    public void The_score_is_the_sum_of_its_contributions()
    {
        var market = Calm(30, 120);
        var options = UniverseOptions.Default with { MaximumSize = 0 };
        var z = Noise(30, 120, 0);
        var candidates = Select(market, z, [119], options)[0].Candidates;
        foreach (var c in candidates)
        {
            Assert.Equal(
                (50 * c.AssessmentZ * (1 - (0.5 * c.StabilityRisk))) + (20 * c.StabilityZ) + (10 * c.LiquidityZ), c.Score, 1e-9);
            Assert.InRange(c.StabilityRisk, 0, 1);
            Assert.InRange(c.StabilityWorsen, c.StabilityRisk - 1e-12, 1);
        }

        foreach (var ingredient in new Func<UniverseCandidate, double>[] { c => c.AssessmentZ, c => c.StabilityZ, c => c.LiquidityZ })
        {
            var scores = candidates.Select(ingredient).ToArray();
            Assert.Equal(0, LaneStatistics.Mean(scores), 1e-12);
            Assert.Equal(1, LaneStatistics.StandardDeviation(scores), 1e-12);
        }
    }

    [Fact]
    public void A_missing_assessment_stands_at_the_mean_and_never_excludes()
    {
        var z = Noise(12, 120, 0);
        z[(119 * 12) + 4] = double.NaN;
        var candidates = Select(Calm(12, 120), z, [119], ByAssessmentOnly)[0].Candidates;
        Assert.Equal(0, candidates[4].Score);
        Assert.True(candidates[4].Included);
        Assert.True(double.IsNaN(candidates[4].AssessmentZ));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(5, 2)]
    public void The_better_half_is_core(int names, int core)
    {
        var candidates = Select(Calm(names, 120), Noise(names, 120, 0), [119], ByAssessmentOnly)[0].Candidates;
        Assert.Equal(core, candidates.Count(c => c.Tier == UniverseTier.Core));
        Assert.Equal(names - core, candidates.Count(c => c.Tier == UniverseTier.Satellite));
        var worstCore = candidates.Where(c => c.Tier == UniverseTier.Core).Min(c => c.Score);
        Assert.True(candidates.Where(c => c.Tier == UniverseTier.Satellite).All(c => c.Score < worstCore));
    }

    [Fact]
    public void Sector_cap_comes_before_size_and_both_keep_the_score()
    {
        var options = ByAssessmentOnly with { SectorMaximumNames = 3, MaximumSize = 7, RankBuffer = 0 };
        var candidates = Select(Calm(30, 120), Noise(30, 120, 0), [119], options)[0].Candidates;
        Assert.Equal(7, candidates.Count(c => c.Included));
        foreach (var sector in candidates.GroupBy(c => c.Sector))
        {
            var kept = sector.Where(c => c.Exclusion != UniverseExclusion.ExcludedSectorCap).ToArray();
            Assert.Equal(3, kept.Length);
            Assert.True(kept.Min(c => c.Score) > sector.Except(kept).Max(c => c.Score));
        }

        var left = candidates.Where(c => c.Exclusion == UniverseExclusion.ExcludedMaxUniverseSize).ToArray();
        Assert.Equal(2, left.Length);
        Assert.True(left.Max(c => c.Score) < candidates.Where(c => c.Included).Min(c => c.Score));
        Assert.Contains(candidates, c => c.Exclusion == UniverseExclusion.ExcludedSectorCap && c.Score != 0);
    }

    [Fact]
    public void Equal_scores_are_admitted_in_order_of_their_ids()
    {
        var candidates = Select(Calm(9, 120), new double[9 * 120], [119], ByAssessmentOnly with { MaximumSize = 4 })[0].Candidates;
        Assert.Equal([0, 1, 2, 3], candidates.Where(c => c.Included).Select(c => c.Instrument));
        Assert.Equal([0, 1], candidates.Where(c => c.Tier == UniverseTier.Core).Select(c => c.Instrument));
    }

    [Fact]
    public void The_rank_buffer_lowers_turnover_within_its_bounds()
    {
        var (names, sessions, size) = (300, 170, 60);
        var market = Calm(names, sessions);
        var z = Noise(names, sessions, 0.95);
        var decisions = Enumerable.Range(70, 100).ToArray();
        var turnover = new Dictionary<double, double>();
        foreach (var buffer in new[] { 0, 0.1, 0.2 })
        {
            var snapshots = Select(market, z, decisions, ByAssessmentOnly with { MaximumSize = size, RankBuffer = buffer });
            var (enter, stay) = ((int)Math.Floor(size * (1 - buffer)), (int)Math.Floor(size * (1 + buffer)));
            var (previous, left) = (new HashSet<int>(), 0);
            foreach (var snapshot in snapshots)
            {
                var order = snapshot.Candidates.OrderByDescending(c => c.Score).ToArray();
                Assert.All(order[..enter], c => Assert.True(c.Included));
                Assert.All(order[stay..], c => Assert.False(c.Included));
                var members = snapshot.Candidates.Where(c => c.Included).Select(c => c.Instrument).ToHashSet();
                Assert.Equal(size, members.Count);
                left += previous.Count(m => !members.Contains(m));
                previous = members;
            }

            turnover[buffer] = left / (99.0 * size);
        }

        Assert.InRange(turnover[0.1] / turnover[0], 0.7, 0.9);
        Assert.InRange(turnover[0.2] / turnover[0], 0.5, turnover[0.1] / turnover[0]);
    }

    [Fact]
    public void A_member_without_a_close_today_stays_and_a_newcomer_does_not_enter()
    {
        var calm = Calm(6, 130);
        var market = EngineWorld.Build(
            calm.Instruments.Ids.ToArray(),
            130,
            (t, i) => (t == 125 && i == 2) || (t is 120 or 125 && i == 3) ? double.NaN : calm.Prices.Close[t, i],
            (t, i) => calm.Prices.Volume[t, i],
            CorporateActions.None(130),
            [.. calm.Listings],
            [.. calm.Basis],
            (t, i) => calm.Sectors.Codes[t, i]);
        var snapshots = Select(market, Noise(6, 130, 0), [120, 125], ByAssessmentOnly);
        Assert.True(snapshots[1].Candidates[2].Included);
        Assert.Equal(UniverseExclusion.NotTradable, snapshots[0].Candidates[3].Exclusion);
        Assert.Equal(UniverseExclusion.NotTradable, snapshots[1].Candidates[3].Exclusion);
    }

    [Fact]
    public void Membership_follows_the_names_not_their_order()
    {
        var (names, sessions) = (40, 130);
        var z = Noise(names, sessions, 0.9);
        var mirrored = Enumerable.Range(0, sessions * names).Select(k => z[(k / names * names) + names - 1 - (k % names)]).ToArray();
        var calm = Calm(names, sessions);
        var mirror = EngineWorld.Build(
            calm.Instruments.Ids.ToArray(),
            sessions,
            (t, i) => calm.Prices.Close[t, names - 1 - i],
            (t, i) => calm.Prices.Volume[t, names - 1 - i],
            CorporateActions.None(sessions),
            [.. calm.Listings],
            [.. calm.Basis],
            (t, i) => calm.Sectors.Codes[t, names - 1 - i]);
        var options = UniverseOptions.Default with { MaximumSize = 15, SectorMaximumNames = 6 };
        var (a, b) = (Select(calm, z, [100, 110, 129], options), Select(mirror, mirrored, [100, 110, 129], options));
        for (var k = 0; k < 3; k++)
        {
            Assert.Equal(
                a[k].Candidates.Where(c => c.Included).Select(c => c.Instrument),
                b[k].Candidates.Where(c => c.Included).Select(c => names - 1 - c.Instrument).Order());
        }
    }

    [Fact]
    public void An_assessment_of_another_horizon_is_refused()
        => Assert.Throws<ModelError>(
            () => Select(Calm(3, 80), new double[240], [79], UniverseOptions.Default with { AssessmentHorizon = 5 }));

    internal static UniverseSnapshot[] Select(Market market, double[] z, int[] decisions, UniverseOptions options, UniverseInputs? inputs = null)
    {
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, 1);
        return [.. UniverseEngine.Select(market, stability, AssessmentOf(market, z), decisions, options, inputs).Snapshots];
    }

    private static UniverseCandidate[] Filtered(UniverseOptions options)
    {
        double Close(int t, int i) => i switch
        {
            2 when t == Decision => double.NaN,
            3 when t < 60 => double.NaN,
            5 or 8 or 11 => CalmClose(t, i) / 40,
            6 when t % 5 == 1 => double.NaN,
            7 => t % 2 == 0 ? 12 : 28 * (1 - (0.005 * t)),
            9 when t <= Decision => double.NaN,
            _ => CalmClose(t, i),
        };
        var ids = Enumerable.Range(0, 12).Select(EngineWorld.NameOf).ToArray();
        var dates = Calm(1, 102).Sessions;
        var market = EngineWorld.Build(
            ids,
            102,
            Close,
            (_, i) => i is 4 or 8 or 11 ? 10_000 : 1e6,
            CorporateActions.None(102),
            ids.Select((_, i) => i == 10 ? new Listing(null, dates[90], dates[88], null) : Listing.Always).ToArray(),
            ids.Select((_, i) => i == 8 ? PriceBasis.FullyAdjusted : PriceBasis.Raw).ToArray(),
            (_, i) => (byte)(i % 3));
        return Select(market, new double[102 * 12], [Decision], options)[0].Candidates;
    }

    /// <summary>Names that pass every filter and differ in everything that is scored.</summary>
    internal static Market Calm(int names, int sessions) => EngineWorld.Build(
        Enumerable.Range(0, names).Select(EngineWorld.NameOf).ToArray(),
        sessions,
        CalmClose,
        (_, i) => 1e6 + (1000 * i),
        CorporateActions.None(sessions),
        Enumerable.Repeat(Listing.Always, names).ToArray(),
        Enumerable.Repeat(PriceBasis.Raw, names).ToArray(),
        (_, i) => (byte)(i % 3));

    private static double CalmClose(int t, int i) => 20 + (0.01 * t) + (t % 2 * 0.01 * (1 + (i % 7)));

    /// <summary>Scores that persist by <paramref name="persistence"/> from session to session.</summary>
    internal static double[] Noise(int names, int sessions, double persistence)
    {
        var z = new double[sessions * names];
        for (var i = 0; i < names; i++)
        {
            var stream = new RandomStream("test", "noise", EngineWorld.NameOf(i));
            var level = stream.NextNormal();
            for (var t = 0; t < sessions; t++)
            {
                level = (persistence * level) + (Math.Sqrt(1 - (persistence * persistence)) * stream.NextNormal());
                z[(t * names) + i] = level;
            }
        }

        return z;
    }

    private static AssessmentState AssessmentOf(Market market, double[] z)
    {
        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count);
        var panel = Panel.Adopt(z, sessions, columns);
        return new AssessmentState(
            AssessmentOptions.Default, panel, panel, panel, panel, panel, CodePanel.Adopt(new byte[z.Length], sessions, columns));
    }
}
