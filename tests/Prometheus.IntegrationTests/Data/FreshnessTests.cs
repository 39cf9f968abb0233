using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Databases;
using Prometheus.Embeddings.Joint;
using Prometheus.Jobs;
using Prometheus.Scenarios;
using Prometheus.Sources.Series;
using Prometheus.Sources.Synthetic;
using Prometheus.States.Factors;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.Campaigns;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.Factors;
using Prometheus.Workflows.Freshness;
using Prometheus.Workflows.Joint;
using Prometheus.Workflows.Profiles;
using Prometheus.Workflows.Regimes;
using Prometheus.Workflows.Scenarios;
using Prometheus.Workflows.Stability;
using Prometheus.Workflows.States;
using Prometheus.Workflows.Universes;
using Xunit;

namespace Prometheus.IntegrationTests.Data;

public sealed class FreshnessTests
{
    private static readonly JobOptions Jobs = new() { Workers = 2 };
    private static readonly JobRunner Runner = new(TimeProvider.System);

    [Theory, OnSqlite, OnPostgreSql]
    public void A_corrected_bar_makes_stale_what_follows_it_and_a_refresh_recomputes_only_that(DatabaseEngine engine)
    {
        using var world = Derived(engine);
        Assert.All(DataStatus.Read(world.Pair, null).Ranges, r => Assert.Equal((0, 0), (r.Stale.Count, r.SessionsBehind)));
        Assert.All(DataStatus.Read(world.Pair, null).Runs, r => Assert.False(r.IsStale));
        Assert.Empty(RefreshStale.Execute(world.Pair, null, Jobs, Runner));

        Correct(world, "2013-06-03");
        var report = DataStatus.Read(world.Pair, "US_EQ");
        foreach (var range in report.Ranges.Where(r => r.IsJudged))
            Assert.Equal([(range.Kind, 2013), (range.Kind, 2014)], range.Stale.Select(u => (range.Kind, u.Start.Year)));
        Assert.Equal([false, true], report.Runs.Select(r => r.IsStale));

        var steps = RefreshStale.Execute(world.Pair, null, Jobs, Runner);
        Assert.All(steps, s => Assert.Null(s.LeftBecause));
        Assert.Contains(steps, s => s.What == "factor build US_EQ" && s.Start.Year == 2013 && s.Rows > 0);
        var after = DataStatus.Read(world.Pair, null);
        Assert.All(after.Ranges, r => Assert.Empty(r.Stale));
        Assert.All(after.Runs, r => Assert.False(r.IsStale));
        Assert.Equal(3, after.Runs.Count);

        // The rows are those of a store that was computed from the corrected bars at once.
        using var once = Derived(engine, "2013-06-03");
        foreach (var table in new[] { "returns_daily", "factors_daily", "instrument_factors_daily", "risk_matrices" })
            Assert.Equal(DigestOf(once.Historical, table), DigestOf(world.Historical, table));
        foreach (var table in new[] { "stability_vectors", "instrument_scores", "regimes", "regime_transitions" })
            Assert.Equal(DigestOf(once.Runtime, table), DigestOf(world.Runtime, table));
    }

    [Fact]
    public void New_sessions_leave_finished_years_fresh_and_are_counted()
    {
        using var world = Synthetic(DatabaseEngine.Sqlite, new DateOnly(2013, 6, 28));
        DeriveReturns.Execute(world.Pair, "US_EQ", new JobContext(Jobs, Runner));
        BackfillStability.Execute(world.Pair, "US_EQ", StabilityEntity.Instrument, new DateOnly(2012, 1, 3), new DateOnly(2013, 6, 28), StabilityOptions.Default, new JobContext(Jobs, Runner));
        world.Import(world.Write("new.csv", PriceFiles.AlphaVantage(["NEW"], PriceFiles.Sessions(new DateOnly(2013, 7, 1), 10), (_, t) => 20 + t)));
        var ranges = DataStatus.Read(world.Pair, null).Ranges;
        Assert.All(ranges, r => Assert.Equal((0, 10), (r.Stale.Count, r.SessionsBehind)));
        var step = Assert.Single(RefreshStale.Execute(world.Pair, null, Jobs, Runner));
        Assert.Equal("data derive US_EQ", step.What);
        Assert.Equal([0, 10], DataStatus.Read(world.Pair, null).Ranges.Select(r => r.SessionsBehind));
    }

    [Fact]
    public void What_was_made_from_other_rows_says_how_far_it_reaches_and_how_to_go_on()
    {
        using var world = Synthetic(DatabaseEngine.Sqlite, new DateOnly(2013, 6, 28));
        var (start, end) = (new DateOnly(2013, 1, 2), new DateOnly(2013, 5, 31));
        ClassifyRegimes.Execute(world.Pair, "US", start, end, RegimeOptions.Default, new JobContext(Jobs, Runner));
        BackfillJointRegimeContext.Execute(
            world.Pair, JointSpaces.RegimeContext, RegimeContextKind.News, ["US"], new RegimeContextFilter(null, null, null), start, end, Jobs, Runner);
        GenerateScenarios.Execute(world.Pair, new ScenarioRequest { Name = "OPEN", Markets = ["US_EQ"], NumPaths = 5, Seed = 3 });
        GenerateScenarios.Execute(world.Pair, new ScenarioRequest { Name = "CLOSED", Markets = ["US_EQ"], NumPaths = 5, BaseDateEnd = end });
        Run(world, start, end);
        world.Import(world.Write("new.csv", PriceFiles.AlphaVantage(["NEW"], PriceFiles.Sessions(new DateOnly(2013, 7, 1), 10), (_, t) => 20 + t)));

        var ranges = DataStatus.Read(world.Pair, "US_EQ").Ranges.Where(r => !r.IsJudged).ToDictionary(r => r.Job, StringComparer.Ordinal);

        Assert.Equal(["joint regime News US joint-regime-core-v1", "risk reports P", "scenario set CLOSED", "scenario set OPEN"], ranges.Keys.Order(StringComparer.Ordinal));
        Assert.All(ranges.Values, r => Assert.Empty(r.Stale));
        var joint = ranges["joint regime News US joint-regime-core-v1"];
        Assert.Equal((start, end, 30), (joint.Start, joint.End, joint.SessionsBehind));
        Assert.Equal("prometheus joint regime-context --region US --start 2013-01-02 --end 2013-07-15", joint.Command);
        Assert.Equal((0, null), (ranges["risk reports P"].SessionsBehind, ranges["risk reports P"].Command));
        Assert.Equal((0, null), (ranges["scenario set CLOSED"].SessionsBehind, ranges["scenario set CLOSED"].Command));
        Assert.Equal(
            (10, "prometheus scenario generate --name OPEN --category HISTORICAL --horizon-days 20 --num-paths 5 --markets US_EQ --seed 3"),
            (ranges["scenario set OPEN"].SessionsBehind, ranges["scenario set OPEN"].Command));
    }

    [Fact]
    public void Profiles_are_fresh_until_a_bar_they_read_is_corrected()
    {
        using var world = Synthetic(DatabaseEngine.Sqlite, new DateOnly(2013, 6, 28));
        BuildProfiles.Execute(world.Pair, new ProfileBuildOptions { MarketId = "US_EQ", Start = new DateOnly(2012, 1, 3), End = new DateOnly(2013, 6, 28) }, Jobs, Runner);
        Assert.All(DataStatus.Read(world.Pair, null).Ranges, r => Assert.Equal((true, 0), (r.IsJudged, r.Stale.Count)));
        Correct(world, "2013-06-03");
        Assert.All(DataStatus.Read(world.Pair, null).Ranges, r => Assert.Equal(2013, Assert.Single(r.Stale).Start.Year));
    }

    [Fact]
    public void An_imported_series_touches_only_what_reads_series()
    {
        using var world = Derived(DatabaseEngine.Sqlite);
        var options = new ImportSeriesOptions { Path = world.Write("vix.csv", "date,close\n2013-03-04,15\n"), MarketId = "US_EQ", File = new SeriesFileOptions { Id = "VIX" } };
        ImportSeries.Run(world.Pair, options);
        var stale = DataStatus.Read(world.Pair, null).Ranges.Where(r => r.Stale.Count > 0).Select(r => r.Kind);
        Assert.Equal(["assessment", "regime", "universe"], stale);
    }

    [Fact]
    public void What_was_made_with_other_options_is_left_and_named()
    {
        using var world = Synthetic(DatabaseEngine.Sqlite, new DateOnly(2013, 6, 28));
        var options = StabilityOptions.Default with { WindowSessions = 42, MinimumObservations = 40 };
        BackfillStability.Execute(world.Pair, "US_EQ", StabilityEntity.Instrument, new DateOnly(2012, 1, 3), new DateOnly(2012, 12, 31), options, new JobContext(Jobs, Runner));
        Correct(world, "2012-06-01");
        var step = Assert.Single(RefreshStale.Execute(world.Pair, null, Jobs, Runner));
        Assert.Equal(("stab backfill US_EQ", 0L, true), (step.What, step.Rows, step.LeftBecause is not null));
    }

    /// <summary>Two years of everything, one run before the bar that will be corrected and one across it.</summary>
    private static StoreWorld Derived(DatabaseEngine engine, string? corrected = null)
    {
        var world = Synthetic(engine, new DateOnly(2014, 12, 31));
        if (corrected is not null)
            Correct(world, corrected);
        var (start, end) = (new DateOnly(2012, 1, 3), new DateOnly(2014, 12, 31));
        DeriveReturns.Execute(world.Pair, "US_EQ", new JobContext(Jobs, Runner));
        BackfillStability.Execute(world.Pair, "US_EQ", StabilityEntity.Instrument, start, end, StabilityOptions.Default, new JobContext(Jobs, Runner));
        BackfillStability.Execute(world.Pair, "US_EQ", "SECTOR", start, end, StabilityOptions.Default, new JobContext(Jobs, Runner));
        BuildFactors.Execute(world.Pair, "US_EQ", start, end, FactorOptions.Default, new JobContext(Jobs, Runner));
        BackfillUniverse.Execute(world.Pair, new UniverseBackfillOptions { Start = start, End = end }, new JobContext(Jobs, Runner));
        RegimeIndexSetting.Declare(world.Pair, "US", "SPY.US", replace: false);
        ClassifyRegimes.Execute(world.Pair, "US", start, end, RegimeOptions.Default, new JobContext(Jobs, Runner));
        Run(world, new DateOnly(2012, 6, 1), new DateOnly(2012, 12, 31));
        Run(world, new DateOnly(2013, 1, 2), new DateOnly(2013, 12, 31));
        return world;
    }

    private static void Run(StoreWorld world, DateOnly start, DateOnly end)
        => RunCampaign.Execute(
            world.Pair,
            new CampaignOptions
            {
                MarketId = "US_EQ",
                Start = start,
                End = end,
                Sleeves = [new CampaignSleeve(new SleeveSpec("S_H21", "S", "US_EQ", "U", "P", "A", 21), SleeveOptions.Default)],
            },
            2,
            Runner);

    private static StoreWorld Synthetic(DatabaseEngine engine, DateOnly end)
    {
        var world = new StoreWorld(engine);
        GenerateSynthetic.Run(world.Pair, new GenerateSyntheticOptions
        {
            Market = new SyntheticMarketOptions { Instruments = 25, Start = new DateOnly(2011, 1, 3), End = end, Seed = 3 },
        });
        return world;
    }

    /// <summary>One close of a fund-free name, as a later import of the same source would state it.</summary>
    private static void Correct(StoreWorld world, string date)
    {
        var row = $"SYN001,{date},50,51,49,50,50,100000,0,1\n";
        world.Import(world.Write("fix.csv", PriceFiles.AlphaVantageHeader + "\n" + row), o => o with { Source = SyntheticMarket.Source });
    }

    private static string DigestOf(Database database, string table)
        => Prometheus.Databases.DatabaseDigest.Compute(database).Tables.Single(t => t.Table == table).Digest;
}
