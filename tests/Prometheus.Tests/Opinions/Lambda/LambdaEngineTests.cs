using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Lambda;
using Prometheus.States.Stability;
using Prometheus.Testing.Markets;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.Opinions.Lambda;

public class LambdaEngineTests
{
    private static readonly LambdaDensityOptions Options = LambdaDensityOptions.Default;

    [Fact]
    public void A_cluster_by_hand_has_its_dispersion_and_its_mean_volatility()
    {
        // Returns .01, .02, .03, −.01, 0 on the last day; before it, each name swings so that its volatility is .02 sharp.
        double[] last = [0.01, 0.02, 0.03, -0.01, 0];
        var closes = last.Select(ClosesWithVolatility).ToArray();
        var market = EngineWorld.OfCloses(closes);
        var cluster = Assert.Single(LambdaEngine.Compute(market, Classes(market, 0), Options, 19, 1).Clusters);
        Assert.Equal((19, 5), (cluster.Session, cluster.Names));
        Assert.Equal(0.0158114, cluster.Dispersion, 5e-8);
        Assert.Equal(0.02, cluster.AverageVolatility, 1e-9);
        Assert.Equal(0.0358114, cluster.Lambda, 5e-8);
    }

    [Fact]
    public void Clusters_equal_their_formulas_on_plain_loops()
    {
        var market = EngineWorld.Random(40, 250);
        var classes = StabilityEngine.Compute(market, StabilityOptions.Default, 1).Class;
        var options = Options with { MinimumNames = 2 };
        var state = LambdaEngine.Compute(market, classes, options, 0, 2);
        var expected = new List<(int, string, string, int, double, double)>();
        for (var t = 19; t < 250; t++)
        {
            var names = Enumerable.Range(0, 40).Select(i => (Name: i, Window: Enumerable.Range(t - 18, 19).Select(s => market.TotalReturns.Simple[s, i]).Where(r => !double.IsNaN(r)).ToArray()))
                .Where(n => !double.IsNaN(market.TotalReturns.Simple[t, n.Name]) && n.Window.Length >= 15).ToArray();
            foreach (var cluster in names.GroupBy(n => (Sector: market.Sectors.NameOf(market.Sectors.Codes[t, n.Name]), Class: ClusterNames.OfCode(classes[t, n.Name])))
                .Where(g => g.Count() >= 2).OrderBy(g => g.Key.Sector, StringComparer.Ordinal).ThenBy(g => g.Key.Class, StringComparer.Ordinal))
            {
                expected.Add((t, cluster.Key.Sector, cluster.Key.Class, cluster.Count(),
                    Deviation(cluster.Select(n => market.TotalReturns.Simple[t, n.Name]).ToArray()), cluster.Average(n => Deviation(n.Window))));
            }
        }

        Assert.Equal(expected.Count, state.Clusters.Count);
        Assert.InRange(expected.Count, 500, 5000);
        for (var k = 0; k < expected.Count; k++)
        {
            var (session, sector, present, names, dispersion, volatility) = expected[k];
            var found = state.Clusters[k];
            Assert.Equal((session, sector, present, names), (found.Session, market.Sectors.NameOf(found.Sector), ClusterNames.OfCode(found.Class), found.Names));
            Assert.Equal(dispersion, found.Dispersion, 1e-14);
            Assert.Equal(volatility, found.AverageVolatility, 1e-14);
        }
    }

    [Fact]
    public void Rows_do_not_change_when_the_future_is_cut_or_changed()
    {
        var market = EngineWorld.Random(30, 220);
        var whole = Compute(market, 1).Clusters;
        foreach (var t in new[] { 19, 63, 130, 199, 218 })
        {
            Assert.Equal(whole.Where(c => c.Session <= t), Compute(EngineWorld.Truncated(market, t), 1).Clusters);
            Assert.Equal(whole.Where(c => c.Session <= t), Compute(EngineWorld.Perturbed(market, t, $"λ{t}"), 1).Clusters.Where(c => c.Session <= t));
        }
    }

    [Fact]
    public void Neither_workers_nor_the_first_session_asked_for_change_a_row()
    {
        var market = EngineWorld.Random(37, 200);
        var one = Compute(market, 1).Clusters;
        Assert.Equal(one, Compute(market, 4).Clusters);
        var classes = StabilityEngine.Compute(market, StabilityOptions.Default, 1).Class;
        Assert.Equal(one.Where(c => c.Session >= 101), LambdaEngine.Compute(market, classes, Options with { MinimumNames = 3 }, 101, 2).Clusters);
    }

    [Fact]
    public void Funds_are_no_names_and_an_unobserved_name_changes_nothing()
    {
        var market = EngineWorld.Random(24, 120);
        var without = Enumerable.Range(0, 24).Where(i => i != 3).Select(EngineWorld.NameOf).ToArray();
        var alone = Compute(EngineWorld.Random(without, 120), 1).Clusters;
        var asFund = Compute(new Market(
            market.Definition, market.Sessions, market.Instruments, market.Prices, market.Basis, market.Actions, market.Listings, market.Sectors, market.Provenance)
        { Funds = new HashSet<int> { 3 } }, 1).Clusters;
        Assert.Equal(alone, asFund);
    }

    [Fact]
    public void A_sector_named_unknown_is_the_unknown_one()
    {
        var closes = Enumerable.Range(0, 6).Select(k => ClosesWithVolatility(k / 100.0)).ToArray();
        var plain = EngineWorld.OfCloses(closes);
        var codes = CodePanel.Adopt(Enumerable.Range(0, 20 * 6).Select(c => c % 6 < 3 ? (byte)0 : CodePanel.None).ToArray(), 20, 6);
        var market = new Market(
            plain.Definition, plain.Sessions, plain.Instruments, plain.Prices, plain.Basis, plain.Actions, plain.Listings,
            new SectorHistory(codes, [SectorHistory.Unknown], AnyAssumed: false), plain.Provenance);
        var row = Assert.Single(LambdaEngine.Compute(market, Classes(market, CodePanel.None), Options, 19, 1).Rows(market));
        Assert.Equal(("UNKNOWN", "UNKNOWN", 6.0), (row.Sector, row.SoftTargetClass, row.Names));
    }

    [Fact]
    public void Any_market_gives_positive_numbers_of_clusters_that_are_large_enough()
        => Prop.ForAll(
            ArbMap.Default.ArbFor<PositiveInt>(),
            seed =>
            {
                var market = RandomMarket.Make(seed.Get, 30, 60);
                var state = Compute(market, 2);
                return state.Clusters.All(c => c.Names >= 3 && c.Dispersion >= 0 && c.AverageVolatility >= 0 && double.IsFinite(c.Lambda))
                    && state.Clusters.Select(c => (c.Session, c.Sector, c.Class)).Distinct().Count() == state.Clusters.Count;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Five_years_of_five_hundred_names_take_a_blink()
    {
        var market = RandomMarket.Make(5, 500, 1260, withActions: false);
        _ = market.TotalReturns;
        var classes = Classes(market, 1);
        _ = LambdaEngine.Compute(market, classes, Options, 1200, 1);
        var watch = Stopwatch.StartNew();
        _ = LambdaEngine.Compute(market, classes, Options, 0, Environment.ProcessorCount);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 3); // well under 0.3 s where nothing else runs
    }

    private static LambdaState Compute(Market market, int workers)
        => LambdaEngine.Compute(market, StabilityEngine.Compute(market, StabilityOptions.Default, workers).Class, Options with { MinimumNames = 3 }, 0, workers);

    private static CodePanel Classes(Market market, byte code)
        => CodePanel.Adopt(Enumerable.Repeat(code, market.Sessions.Count * market.Instruments.Count).ToArray(), market.Sessions.Count, market.Instruments.Count);

    /// <summary>Twenty closes: eighteen returns of ± a, then the given one, so that all nineteen have the sample deviation .02.</summary>
    private static double[] ClosesWithVolatility(double last)
    {
        // Σ(r − m)² = 18a² + last² − last²/19 for alternating ± a; it must be 18 · .02².
        var a = Math.Sqrt(((18 * 0.0004) - (last * last * 18 / 19)) / 18);
        var closes = new double[20];
        closes[0] = 100;
        for (var t = 1; t < 20; t++)
            closes[t] = closes[t - 1] * (1 + (t == 19 ? last : t % 2 == 0 ? a : -a));
        return closes;
    }

    private static double Deviation(double[] values) => LaneStatistics.StandardDeviation(values);
}
