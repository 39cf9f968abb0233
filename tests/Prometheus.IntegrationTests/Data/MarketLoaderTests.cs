using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.Stores;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.MarketLoading;
using Xunit;
using static Prometheus.IntegrationTests.Data.PriceFiles;

namespace Prometheus.IntegrationTests.Data;

public sealed class MarketLoaderTests
{
    private static readonly DateOnly[] Days = Sessions(new DateOnly(2014, 11, 3), 90);

    /// <summary>CCC begins late, DDD has holes.</summary>
    private static double Path(int symbol, int day)
        => (symbol == 2 && day < 50) || (symbol == 3 && day % 7 < 3) ? double.NaN : 20 + symbol + Math.Round(Math.Cos(day * (symbol + 1)), 3);

    [Theory, OnSqlite, OnPostgreSql]
    public void Tiles_hold_what_the_rows_hold(DatabaseEngine engine)
    {
        using var world = Filled(engine);
        var market = world.Load();
        Assert.Equal(Days, market.Sessions.Dates.ToArray());
        Assert.Equal(["AAA.US", "BBB.US", "CCC.US", "DDD.US"], market.Instruments.Ids.ToArray());
        var cells = 0;
        foreach (var rows in PriceStore.ReadRows(world.Historical, market.Instruments.Ids.ToArray(), DateOnly.MaxValue))
        {
            var column = market.Instruments.IndexOf(rows.InstrumentId);
            for (var i = 0; i < rows.Count; i++)
            {
                foreach (var field in PriceRows.Fields)
                    Assert.Equal(rows[field][i], market.Prices[field][market.Sessions.IndexOf(rows.Dates[i]), column]);
                cells++;
            }
        }

        Assert.Equal(cells, market.Prices.Close.Values.ToArray().Count(v => !double.IsNaN(v)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_cut_store_gives_the_same_slice_and_the_same_digest(DatabaseEngine engine)
    {
        using var world = Filled(engine);
        foreach (var t in new[] { 89, 60, 49, 45, 41, 0 })
        {
            var end = Days[t];
            var before = world.Load(end);
            var digest = MarketDigest.Compute(before);
            Cut(world, end);
            var after = world.Load(end);
            Assert.Equal(before.Sessions.Dates.ToArray(), after.Sessions.Dates.ToArray());
            Assert.Equal(before.Instruments.Ids.ToArray(), after.Instruments.Ids.ToArray());
            foreach (var field in PriceRows.Fields)
                Assert.Equal(before.Prices[field].Values.ToArray(), after.Prices[field].Values.ToArray());
            Assert.Equal(digest, MarketDigest.Compute(after));

            // A later end changes nothing about what is there.
            Assert.Equal(digest, MarketDigest.Compute(world.Load()));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void The_digest_of_a_slice_ignores_what_comes_later(DatabaseEngine engine)
    {
        using var world = Filled(engine);
        var end = Days[40];
        var digest = MarketDigest.Compute(world.Load(end));
        world.Import(world.Write("later.csv", AlphaVantage(["EEE"], Days[41..], Path)));
        world.Import(world.Write("p.csv", AlphaVantage(["AAA", "BBB", "CCC", "DDD"], Days, (s, t) => t > 40 ? Path(s, t) + 1 : Path(s, t))));
        AddFact(world, new InstrumentFact("AAA.US", InstrumentFact.Sector, "Late", Days[10], Days[41], false, "test"));
        AddFact(world, new InstrumentFact("AAA.US", InstrumentFact.Delisted, "2015-02-02", new DateOnly(2015, 2, 2), Days[30], false, "test"));
        Assert.Equal(digest, MarketDigest.Compute(world.Load(end)));

        AddFact(world, new InstrumentFact("AAA.US", InstrumentFact.Sector, "Early", Days[10], Days[39], false, "test"));
        Assert.NotEqual(digest, MarketDigest.Compute(world.Load(end)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_missing_damaged_or_stale_tile_is_rebuilt(DatabaseEngine engine)
    {
        using var world = Filled(engine);
        var digest = world.Digest();
        var slice = MarketDigest.Compute(world.Load());
        string[] harms =
        [
            "DELETE FROM price_tiles WHERE year = 2014",
            "DELETE FROM price_tiles WHERE year = 2015 AND field = 'CLOSE'",
            "UPDATE price_tiles SET blob = (SELECT other.blob FROM price_tiles other WHERE other.year = 2015 AND other.field = 'OPEN') WHERE year = 2015 AND field = 'HIGH'",
            "UPDATE price_tiles SET blob = (SELECT other.blob FROM price_tiles other WHERE other.year = 2015 AND other.field = 'OPEN') WHERE year = 2014 AND field = 'HIGH'",
            "UPDATE price_tiles SET instruments = 'X' WHERE year = 2015 AND field = 'AXES'",
            "UPDATE price_tiles SET sessions = 'soon' WHERE year = 2015 AND field = 'AXES'",
            "UPDATE market_sessions SET rows = rows + 1 WHERE session_date = '2014-12-01'",
            "DELETE FROM market_sessions",
            "DELETE FROM price_series WHERE instrument_id = 'BBB.US'",
            "DELETE FROM price_series",
            "UPDATE price_series SET last_date = '2014-12-01' WHERE instrument_id = 'BBB.US'",
        ];
        foreach (var harm in harms)
        {
            world.Historical.InTransaction(unit => unit.Execute(harm));
            Assert.NotEqual(digest, world.Digest());
            Assert.Equal(slice, MarketDigest.Compute(world.Load()));
            Assert.Equal(digest, world.Digest());
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Deleted_rows_are_seen_although_the_tiles_still_have_them(DatabaseEngine engine)
    {
        using var world = Filled(engine);
        world.Historical.InTransaction(unit => unit.Execute("DELETE FROM prices_daily WHERE instrument_id = 'BBB.US' AND trade_date > '2015-01-15'"));
        var market = world.Load();
        Assert.True(double.IsNaN(market.Prices.Close[89, 1]));
        Assert.False(double.IsNaN(market.Prices.Close[10, 1]));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Facts_hold_from_the_day_they_are_known(DatabaseEngine engine)
    {
        using var world = Filled(engine);
        AddFact(world, new InstrumentFact("AAA.US", InstrumentFact.Sector, "Energy", InstrumentFact.Beginning, InstrumentFact.Beginning, true, "test"));
        AddFact(world, new InstrumentFact("AAA.US", InstrumentFact.Sector, "Utilities", Days[10], Days[20], false, "test"));
        AddFact(world, new InstrumentFact("AAA.US", InstrumentFact.Sector, "Wrong", Days[5], Days[30], false, "test"));
        AddFact(world, new InstrumentFact("BBB.US", InstrumentFact.Delisted, $"{Days[50]:yyyy-MM-dd}", Days[50], Days[55], false, "test"));
        AddFact(world, new InstrumentFact("BBB.US", InstrumentFact.DelistingReturn, "-0.4", Days[50], Days[55], false, "test"));
        var market = world.Load();
        string SectorAt(int t) => market.Sectors.NameOf(market.Sectors.Codes[t, 0]);
        Assert.Equal(["Energy", "Energy", "Energy", "Utilities", "Utilities", "Utilities"], new[] { 0, 10, 19, 20, 30, 89 }.Select(SectorAt));
        Assert.True(market.Sectors.AnyAssumed);
        Assert.Equal(1, market.Provenance.AssumedFacts);
        Assert.Equal(CodePanel.None, market.Sectors.Codes[0, 1]);
        Assert.True(market.Tradable[54, 1]);
        Assert.False(market.Tradable[55, 1]);
        Assert.Equal(-0.4, market.Listings[1].DelistingReturn);
        Assert.Equal(Listing.Always, world.Load(Days[54]).Listings[1]);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void An_action_between_sessions_moves_to_the_next_one(DatabaseEngine engine)
    {
        using var world = Filled(engine);
        var saturday = new DateOnly(2014, 11, 8);
        world.Historical.InTransaction(unit => ActionStore.Replace(unit, ["AAA.US"],
        [
            new ActionRecord("AAA.US", saturday, ActionRecord.Dividend, 1, "test", false),
            new ActionRecord("AAA.US", saturday.AddDays(2), ActionRecord.Split, 2, "test", false),
            new ActionRecord("AAA.US", saturday.AddDays(2), ActionRecord.Dividend, 0.25, "test", false),
            new ActionRecord("AAA.US", new DateOnly(2030, 1, 1), ActionRecord.Split, 2, "test", false),
        ]));
        var action = Assert.Single(world.Load().Actions.All.ToArray());
        Assert.Equal(new CorporateAction(5, 0, 2, 0.75), action);
        Assert.Equal(0, world.Load(new DateOnly(2014, 11, 9)).Actions.All.Length);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void The_axis_is_the_calendar_or_the_stored_dates(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        var kept = Days.Where((_, t) => t % 5 != 2).ToArray();
        world.Import(world.Write("p.csv", AlphaVantage(["AAA"], kept, Path)));
        Assert.Equal(Days, world.Load().Sessions.Dates.ToArray());
        Assert.True(double.IsNaN(world.Load().Prices.Close[2, 0]));
        Assert.Equal(kept, world.Load(axis: MarketAxis.StoredDates).Sessions.Dates.ToArray());
        Assert.Equal(Path(0, 2), world.Load(axis: MarketAxis.StoredDates).Prices.Close[2, 0]);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void What_cannot_be_loaded_says_why(DatabaseEngine engine)
    {
        using var world = Filled(engine);
        Assert.Throws<NothingMatchedError>(() => world.Load(new DateOnly(2014, 1, 1)));
        world.Historical.InTransaction(unit => unit.Execute("UPDATE price_series SET currency = 'EUR' WHERE instrument_id = 'BBB.US'"));
        var mixed = Assert.Throws<DataError>(() => world.Load());
        Assert.Contains("BBB.US", mixed.Message, StringComparison.Ordinal);
        Assert.Contains("EUR", mixed.Message, StringComparison.Ordinal);
    }

    private static StoreWorld Filled(DatabaseEngine engine)
    {
        var world = new StoreWorld(engine);
        world.Import(world.Write("p.csv", AlphaVantage(["AAA", "BBB", "CCC", "DDD"], Days, Path)));
        return world;
    }

    private static void AddFact(StoreWorld world, InstrumentFact fact) => world.Runtime.InTransaction(unit => FactStore.Save(unit, [fact], []));

    /// <summary>Deletes every row of both databases that is dated or known after a date.</summary>
    private static void Cut(StoreWorld world, DateOnly end)
    {
        foreach (var database in new[] { world.Historical, world.Runtime })
        {
            foreach (var table in TableCatalog.ReadStored(database))
            {
                foreach (var column in table.Columns.ToArray().Where(c => c.Type == ColumnType.Date))
                    database.InTransaction(unit => unit.Execute($"DELETE FROM {table.Name} WHERE {column.Name} > @end", new { end }));
            }
        }
    }
}
