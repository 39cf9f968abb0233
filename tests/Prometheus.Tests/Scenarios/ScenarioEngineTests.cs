using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Scenarios;
using Prometheus.States.Regimes;
using Prometheus.Testing.Markets;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.Scenarios;

public sealed class ScenarioEngineTests
{
    private static readonly ScenarioRequest Plain = ScenarioWorld.Plain;

    public static TheoryData<ScenarioCategory> Categories => new(Enum.GetValues<ScenarioCategory>());

    [Theory]
    [MemberData(nameof(Categories))]
    public void The_same_request_gives_the_same_bytes_from_any_number_of_threads(ScenarioCategory category)
    {
        var market = EngineWorld.Random(30, 400);
        var request = Plain with { Category = category };
        var alone = ScenarioEngine.Generate(market, request);
        var hashes = new string[8];
        Parallel.For(0, hashes.Length, k => hashes[k] = ScenarioEngine.Generate(market, request).ContentHash);
        Assert.All(hashes, hash => Assert.Equal(alone.ContentHash, hash));
        Assert.NotEqual(alone.ContentHash, ScenarioEngine.Generate(market, request with { Seed = 1 }).ContentHash);
        Assert.NotEqual(ScenarioWorld.Dates(alone), ScenarioWorld.Dates(ScenarioEngine.Generate(market, request with { Name = "OTHER" })));
    }

    [Theory]
    [MemberData(nameof(Categories))]
    public void A_set_does_not_notice_what_comes_after_its_base_window(ScenarioCategory category)
    {
        var market = EngineWorld.Random(25, 380);
        var request = Plain with { Category = category, BaseDateEnd = market.Sessions[300] };
        var set = ScenarioEngine.Generate(market, request);
        Assert.Equal(set.ContentHash, ScenarioEngine.Generate(EngineWorld.Truncated(market, 300), request).ContentHash);
        Assert.Equal(set.ContentHash, ScenarioEngine.Generate(EngineWorld.Perturbed(market, 300, "scenarios"), request).ContentHash);
        Assert.Equal(market.Sessions[300], set.MaxDataDate);
    }

    [Theory]
    [MemberData(nameof(Categories))]
    public void Names_that_are_not_asked_for_change_nothing(ScenarioCategory category)
    {
        var few = new[] { EngineWorld.NameOf(1), EngineWorld.NameOf(2), EngineWorld.NameOf(5) };
        var request = Plain with { Category = category, UniverseFilter = new ScenarioUniverseFilter { Instruments = [.. few] } };
        var among = ScenarioEngine.Generate(EngineWorld.Random(20, 300), request);
        Assert.Equal(ScenarioEngine.Generate(EngineWorld.Random(few, 300), request).ContentHash, among.ContentHash);
    }

    [Fact]
    public void A_longer_set_begins_with_the_paths_of_a_shorter_one()
    {
        var market = EngineWorld.Random(10, 300);
        var (few, many) = (ScenarioEngine.Generate(market, Plain), ScenarioEngine.Generate(market, Plain with { NumPaths = 90 }));
        Assert.Equal(ScenarioWorld.Dates(few), ScenarioWorld.Dates(many).AsSpan(0, 40 * 5).ToArray());
    }

    [Fact]
    public void Historical_paths_are_runs_of_sessions_inside_the_window()
    {
        var market = EngineWorld.Random(12, 300);
        var (start, end) = (market.Sessions[100], market.Sessions[200]);
        var set = ScenarioEngine.Generate(market, Plain with { BaseDateStart = start, BaseDateEnd = end, NumPaths = 500 });
        var seen = new HashSet<DateOnly>();
        for (var path = 0; path < set.Paths; path++)
        {
            var first = market.Sessions.IndexOf(set.DateOf(path, 0));
            Assert.Equal(Enumerable.Range(first, 5).Select(t => market.Sessions[t]), Enumerable.Range(0, 5).Select(h => set.DateOf(path, h)));
            Assert.InRange(first, 100, 196);
            seen.Add(set.DateOf(path, 0));
        }

        Assert.InRange(seen.Count, 90, 97); // of 97 possible beginnings, each missed with probability 0.6 %
        Assert.Equal(Math.Round(market.TotalReturns.Simple[150, 0] * 1e8) / 1e8, set.Panel.Row(50)[0]);
    }

    [Fact]
    public void Single_days_forget_clusters_of_volatility_and_blocks_keep_them()
    {
        var market = ScenarioWorld.Garch(2500, 1);
        var request = Plain with { HorizonDays = 250, NumPaths = 200, GeneratorSpec = new GeneratorSpec { BlockMeanLength = 20 } };
        var sample = SquaredAutocorrelation([Enumerable.Range(1, 2499).Select(t => market.TotalReturns.Simple[t, 0]).ToArray()]);
        var single = SquaredAutocorrelation(PathsOf(ScenarioEngine.Generate(market, request with { Category = ScenarioCategory.Bootstrap })));
        var blocks = SquaredAutocorrelation(PathsOf(ScenarioEngine.Generate(market, request with { Category = ScenarioCategory.BlockBootstrap })));
        Assert.InRange(sample, 0.2, 0.9);
        Assert.InRange(Math.Abs(single), 0, 0.02);
        Assert.InRange(blocks, 0.6 * sample, 1.1 * sample);
    }

    [Fact]
    public void Blocks_have_the_mean_length_that_was_asked_for()
    {
        var market = ScenarioWorld.Garch(2500, 1);
        var set = ScenarioEngine.Generate(
            market, Plain with { Category = ScenarioCategory.BlockBootstrap, HorizonDays = 1000, NumPaths = 400, GeneratorSpec = new GeneratorSpec { BlockMeanLength = 10 } });
        var (steps, breaks) = (0, 0);
        for (var path = 0; path < set.Paths; path++)
        {
            var days = set.DaysOf(path);
            for (var h = 1; h < days.Length; h++)
            {
                steps++;
                breaks += days[h] == (days[h - 1] + 1) % set.KnownDays ? 0 : 1;
            }
        }

        Assert.InRange((double)steps / breaks, 9.8, 10.2);
    }

    [Fact]
    public void Bootstrap_days_keep_the_cross_section()
    {
        var market = ScenarioWorld.Garch(1200, 4);
        var set = ScenarioEngine.Generate(market, Plain with { Category = ScenarioCategory.Bootstrap, HorizonDays = 50, NumPaths = 2000 });
        for (var i = 1; i < 4; i++)
        {
            var sample = ScenarioWorld.Correlation(Column(market, 0), Column(market, i));
            Assert.InRange(ScenarioWorld.Correlation(PathsOf(set, 0).SelectMany(p => p).ToArray(), PathsOf(set, i).SelectMany(p => p).ToArray()), sample - 0.02, sample + 0.02);
        }
    }

    [Fact]
    public void Stress_draws_from_the_worst_days_and_deepens_with_its_scale()
    {
        var market = EngineWorld.Random(20, 350);
        var shortfalls = new List<double>();
        foreach (var scale in new[] { 0.5, 1, 1.5, 2, 40 })
        {
            var set = ScenarioEngine.Generate(
                market, Plain with { Category = ScenarioCategory.Stressed, NumPaths = 200, GeneratorSpec = new GeneratorSpec { StressScale = scale } });
            Assert.True(set.Materialise().All(r => double.IsNaN(r) || r >= -1));
            Assert.InRange(ScenarioWorld.Dates(set).Distinct().Count(), 30, 35); // a tenth of 349 days
            shortfalls.Add(ScenarioRisk.Of([EngineWorld.NameOf(0), EngineWorld.NameOf(1)], [0.5, 0.5], set).Es95);
        }

        Assert.Equal(shortfalls.OrderDescending(), shortfalls);
        var plain = ScenarioEngine.Generate(market, Plain with { Category = ScenarioCategory.Bootstrap, NumPaths = 200 });
        Assert.True(shortfalls[1] < ScenarioRisk.Of([EngineWorld.NameOf(0), EngineWorld.NameOf(1)], [0.5, 0.5], plain).Es95);
    }

    [Fact]
    public void Every_draw_begins_in_a_listed_regime()
    {
        var market = EngineWorld.Random(8, 300);
        var codes = Enumerable.Range(0, 300).Select(t => t is >= 100 and < 160 ? (byte)RegimeLabel.RiskOff : (byte)RegimeLabel.Neutral).ToArray();
        var regimes = new RegimeState(
            new RegimeOptions(), CodePanel.Adopt(codes, 300, 1), Panel.Adopt(Enumerable.Repeat(0.25, 1200).ToArray(), 300, 4));
        foreach (var category in Enum.GetValues<ScenarioCategory>())
        {
            var set = ScenarioEngine.Generate(market, Plain with { Category = category, RegimeFilter = ["RISK_OFF"], NumPaths = 200 }, regimes);
            for (var path = 0; path < set.Paths; path++)
                Assert.InRange(market.Sessions.IndexOf(set.DateOf(path, 0)), 100, 159);
        }

        Assert.Throws<UserError>(() => ScenarioEngine.Generate(market, Plain with { RegimeFilter = ["RISK_OFF"] }));
        Assert.Throws<UserError>(() => ScenarioEngine.Generate(market, Plain with { RegimeFilter = ["SUNNY"] }, regimes));
    }

    [Fact]
    public void A_sector_filter_takes_the_names_of_the_sector()
    {
        var market = EngineWorld.Random(20, 300);
        var set = ScenarioEngine.Generate(market, Plain with { UniverseFilter = new ScenarioUniverseFilter { Sectors = ["Health"] } });
        var health = Enumerable.Range(0, 20).Where(i => market.Sectors.Codes[299, i] == 1).Select(i => market.Instruments[i]);
        Assert.Equal(health, set.Instruments.Ids.ToArray());
    }

    [Fact]
    public void What_no_set_can_be_made_from_is_refused_in_one_sentence()
    {
        var market = EngineWorld.Random(5, 60);
        Assert.Throws<UserError>(() => ScenarioEngine.Generate(market, Plain with { HorizonDays = 61 }));
        Assert.Throws<UserError>(() => ScenarioEngine.Generate(market, Plain with { NumPaths = 0 }));
        Assert.Throws<UserError>(() => ScenarioEngine.Generate(market, Plain with { Markets = ["EU_EQ"] }));
        Assert.Throws<UserError>(() => ScenarioEngine.Generate(market, Plain with { Markets = [] }));
        Assert.Throws<UserError>(() => ScenarioEngine.Generate(market, Plain with { Name = " " }));
        Assert.Throws<UserError>(() => ScenarioRequest.CategoryOf("FACTOR_BOOTSTRAP"));
        Assert.Throws<NothingMatchedError>(() => ScenarioEngine.Generate(market, Plain with { BaseDateStart = new DateOnly(2030, 1, 1) }));
        Assert.Equal(ScenarioCategory.BlockBootstrap, ScenarioRequest.CategoryOf("block_bootstrap"));
    }

    [Fact]
    public void The_id_is_the_name_where_the_name_allows_it()
    {
        Assert.Equal("US_EQ_HIST_20D_2020ON", (Plain with { Name = "US_EQ_HIST_20D_2020ON" }).SetId);
        Assert.Equal("my_set_20d_v1.0", (Plain with { Name = "my set: 20d, v1.0" }).SetId);
    }

    [Fact]
    public void Every_return_of_every_path_is_finite_or_absent_and_totals_compound_them()
        => Prop.ForAll(
            (from seed in Gen.Choose(1, 1000) from category in Gen.Elements(Enum.GetValues<ScenarioCategory>()) select (seed, category)).ToArbitrary(),
            draw =>
            {
                var set = ScenarioEngine.Generate(
                    RandomMarket.Make(draw.seed, 9, 80), Plain with { Category = draw.category, Seed = draw.seed, NumPaths = 15 });
                return Enumerable.Range(0, set.Paths).All(path => Enumerable.Range(0, set.Instruments.Count).All(i =>
                {
                    var returns = Enumerable.Range(0, set.Horizon).Select(h => set.Returns(path, h)[i]).ToArray();
                    var total = returns.Aggregate(1.0, (growth, r) => growth * (1 + r)) - 1;
                    return returns.All(r => double.IsNaN(r) || (double.IsFinite(r) && r >= -1)) && total.Equals(set.Totals.Of(i)[path]);
                }));
            }).QuickCheckThrowOnFailure();

    private static double[] Column(Market market, int instrument)
        => Enumerable.Range(1, market.Sessions.Count - 1).Select(t => market.TotalReturns.Simple[t, instrument]).ToArray();

    private static double[][] PathsOf(ScenarioSet set, int instrument = 0)
        => Enumerable.Range(0, set.Paths).Select(p => Enumerable.Range(0, set.Horizon).Select(h => set.Returns(p, h)[instrument]).ToArray()).ToArray();

    /// <summary>Lag-1 autocorrelation of squared returns, pairs pooled over paths.</summary>
    private static double SquaredAutocorrelation(double[][] paths)
        => ScenarioWorld.Correlation(
            paths.SelectMany(p => p.Skip(1).Select(r => r * r)).ToArray(), paths.SelectMany(p => p.SkipLast(1).Select(r => r * r)).ToArray());
}
