using Prometheus.Databases;
using Prometheus.Stores;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.Data;
using Xunit;
using static Prometheus.IntegrationTests.Data.PriceFiles;

namespace Prometheus.IntegrationTests.Data;

public sealed class CheckPricesTests
{
    private static readonly DateOnly[] Days = Sessions(new DateOnly(2014, 11, 3), 80);

    [Theory, OnSqlite, OnPostgreSql]
    public void Sound_data_have_nothing_to_report(DatabaseEngine engine)
    {
        using var world = Filled(engine);
        var digest = world.Digest();
        var report = Check(world);
        Assert.Equal((Days[0], Days[^1], 80, 240L, 1.0), (report.FirstDate, report.LastDate, report.Sessions, report.Rows, report.Coverage));
        Assert.Empty(report.Repairs);
        Assert.Empty(report.Suspicious);
        Assert.Empty(report.ThinSessions);
        Assert.Equal(digest, world.Digest());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_bar_changed_by_hand_is_found_and_the_tiles_follow(DatabaseEngine engine)
    {
        using var world = Filled(engine);
        world.Historical.InTransaction(unit => unit.Execute("UPDATE prices_daily SET close = 77 WHERE instrument_id = 'BBB.US' AND trade_date = '2015-01-06'"));
        var repair = Assert.Single(Check(world).Repairs);
        Assert.Contains("2015", repair, StringComparison.Ordinal);
        Assert.Equal(77, world.Load().Prices.Close[Array.IndexOf(Days, new DateOnly(2015, 1, 6)), 1]);
        Assert.Empty(Check(world).Repairs);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Holes_and_names_that_just_stop_are_suspicious(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        world.Import(world.Write("p.csv", AlphaVantage(["AAA", "HOLE", "STOP", "GONE"], Days, (s, t) => (s == 1 && t % 4 == 1) || (s > 1 && t > 50) ? double.NaN : Path(s, t))));
        world.Runtime.InTransaction(unit => FactStore.Save(
            unit, [new InstrumentFact("GONE.US", InstrumentFact.Delisted, $"{Days[51]:yyyy-MM-dd}", Days[51], Days[51], false, "test")], []));
        var report = Check(world);
        Assert.Equal(["HOLE.US", "STOP.US"], report.Suspicious.Select(n => n.InstrumentId));
        var hole = report.Names.Single(n => n.InstrumentId == "HOLE.US");
        Assert.Equal((80, 20, 0.75), (hole.ExpectedSessions, hole.MissingSessions, hole.Coverage));
        Assert.Contains("29 sessions", report.Names.Single(n => n.InstrumentId == "STOP.US").Findings.Single(), StringComparison.Ordinal);
        Assert.Equal(20, report.ThinSessions.Count);
        Assert.Equal(new ThinSession(Days[1], 3, 4), report.ThinSessions[0]);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_second_source_is_compared_by_returns(DatabaseEngine engine)
    {
        using var world = Filled(engine);
        var digest = world.Digest();

        // The second vendor halves every price after the fact and lacks two sessions; one day is wrong.
        var other = world.Write("second/AAA.csv", Yahoo(Days.Where((_, t) => t is not (30 or 31)).ToArray(), t => Path(0, t < 30 ? t : t + 2) / 2 * (t == 10 ? 1.02 : 1)));
        var comparison = Assert.Single(Check(world, o => o with { AgainstPath = Directory.GetParent(other)!.FullName }).Comparisons);
        Assert.Equal(("AAA.US", "alphavantage", "yahoo", 78, 2, 0), (
            comparison.InstrumentId, comparison.StoredSource, comparison.OtherSource, comparison.CommonSessions, comparison.OnlyStored, comparison.OnlyOther));
        Assert.Equal(2, comparison.DifferentSessions);
        Assert.Equal(0, comparison.MedianDifferenceBps, 6);
        Assert.Contains(comparison.WorstDate!.Value, new[] { Days[10], Days[11] });
        Assert.Equal(0.02, Math.Abs(comparison.WorstStored - comparison.WorstOther), 2);
        Assert.Equal(digest, world.Digest());
    }

    private static double Path(int symbol, int day) => 20 + symbol + Math.Round(Math.Sin(day + symbol) / 2, 3);

    private static StoreWorld Filled(DatabaseEngine engine)
    {
        var world = new StoreWorld(engine);
        world.Import(world.Write("p.csv", AlphaVantage(["AAA", "BBB", "CCC"], Days, Path)));
        return world;
    }

    private static CheckPricesReport Check(StoreWorld world, Func<CheckPricesOptions, CheckPricesOptions>? with = null)
    {
        var options = new CheckPricesOptions { MarketId = "US_EQ" };
        return CheckPrices.Run(world.Pair, with?.Invoke(options) ?? options);
    }
}
