using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Stores;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.Data;
using Xunit;
using static Prometheus.IntegrationTests.Data.PriceFiles;

namespace Prometheus.IntegrationTests.Data;

public sealed class ReferenceImportTests
{
    private const string Instruments = """
        symbol,market,issuer,name,listed,delisted,delisting_known_on,delisting_return
        AAA,US_EQ,ISS_A,Alpha Inc Class A,2001-02-03,,,
        AAB,US_EQ,ISS_A,Alpha Inc Class B,2001-02-03,,,
        BBB,US_EQ,,,,2015-01-30,2015-01-20,-0.9
        """;

    private static readonly DateOnly[] Days = Sessions(new DateOnly(2014, 12, 1), 45);

    [Theory, OnSqlite, OnPostgreSql]
    public void Instruments_and_sectors_imported_twice_change_nothing(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        var instruments = world.Write("instruments.csv", Instruments);
        var sectors = world.Write("sectors.csv", "Symbol,Name,Sector\nAAA,Alpha,Energy\nBBB,Beta,\nCCC,Gamma,Utilities\n");
        var first = ImportInstruments.Run(world.Pair, new ImportInstrumentsOptions { Path = instruments });
        Assert.Equal((3, 3, 0, 4), (first.RowsRead, first.InstrumentsCreated, first.InstrumentsChanged, first.FactsWritten));
        var labelled = ImportSectors.Run(world.Pair, new ImportSectorsOptions { Path = sectors, MarketId = "US_EQ" });
        Assert.Equal((3, 1, 2, 2, 1), (labelled.RowsRead, labelled.InstrumentsCreated, labelled.FactsWritten, labelled.FactsAssumed, labelled.RowsWithoutValue));

        // The sector file renames the issuers, so the instrument file names them once more; from then on nothing moves.
        ImportInstruments.Run(world.Pair, new ImportInstrumentsOptions { Path = instruments });
        var digest = world.Digest();
        var again = ImportInstruments.Run(world.Pair, new ImportInstrumentsOptions { Path = instruments });
        Assert.Equal(0, again.InstrumentsCreated + again.InstrumentsChanged + again.FactsWritten);
        Assert.Equal(digest, world.Digest());
    }

    [Fact]
    public void A_sector_file_may_state_industry_and_country()
    {
        using var world = new StoreWorld(DatabaseEngine.Sqlite);
        var path = world.Write("s.csv", "Ticker Symbol,Security,GICS Sector,GICS Sub Industry,Country\nAAA,Alpha,Energy,Drilling,Ireland\nBBB,Beta,Energy,,\n");
        ImportSectors.Run(world.Pair, new ImportSectorsOptions { Path = path, MarketId = "US_EQ" });
        Assert.Equal(
            ["COUNTRY Ireland", "INDUSTRY Drilling", "SECTOR Energy", "SECTOR Energy"],
            world.Runtime.Query<string>("SELECT kind || ' ' || value FROM instrument_facts ORDER BY instrument_id, kind"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Prices_make_instruments_known_and_a_reference_file_describes_them(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        world.Import(world.Write("p.csv", AlphaVantage(["AAA", "BBB"], Days, (s, t) => 10 + s + (t % 3))));
        Assert.All(InstrumentStore.ReadMarket(world.Runtime, "US_EQ"), i => Assert.True(i.Assumed));
        ImportInstruments.Run(world.Pair, new ImportInstrumentsOptions { Path = world.Write("i.csv", Instruments) });
        Assert.All(InstrumentStore.ReadMarket(world.Runtime, "US_EQ"), i => Assert.False(i.Assumed));
        var market = world.Load();
        Assert.Equal(new Listing(new DateOnly(2001, 2, 3), null, null, null), market.Listings[0]);
        Assert.Equal(new Listing(null, new DateOnly(2015, 1, 30), new DateOnly(2015, 1, 20), -0.9), market.Listings[1]);
        Assert.False(market.Tradable[Array.IndexOf(Days, new DateOnly(2015, 1, 30)), 1]);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_corrected_date_takes_the_place_of_the_earlier_one(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        ImportInstruments.Run(world.Pair, new ImportInstrumentsOptions { Path = world.Write("i.csv", Instruments) });
        var corrected = Instruments.Replace("2015-01-30,2015-01-20", "2015-02-27,2015-02-20", StringComparison.Ordinal);
        ImportInstruments.Run(world.Pair, new ImportInstrumentsOptions { Path = world.Write("i.csv", corrected) });
        var facts = FactStore.Read(world.Runtime, ["BBB.US"], DateOnly.MaxValue);
        Assert.Equal([("DELISTED", "2015-02-27"), ("DELISTING_RETURN", "-0.9")], facts.Select(f => (f.Kind, f.Value)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_dated_sector_follows_an_assumed_one(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        world.Import(world.Write("p.csv", AlphaVantage(["AAA"], Days, (s, t) => 10 + (t % 3))));
        ImportSectors.Run(world.Pair, new ImportSectorsOptions { Path = world.Write("s.csv", "Symbol,Sector\nAAA,Energy\n"), MarketId = "US_EQ" });
        ImportSectors.Run(world.Pair, new ImportSectorsOptions
        {
            Path = world.Write("d.csv", $"Symbol,Sector,as_of_date,known_on\nAAA,Utilities,{Days[3]:yyyy-MM-dd},{Days[7]:yyyy-MM-dd}\n"),
            MarketId = "US_EQ",
        });
        var market = world.Load();
        Assert.Equal("Energy", market.Sectors.NameOf(market.Sectors.Codes[6, 0]));
        Assert.Equal("Utilities", market.Sectors.NameOf(market.Sectors.Codes[7, 0]));
        Assert.True(market.Sectors.AnyAssumed);
    }

    [Fact]
    public void A_broken_reference_file_leaves_the_database_as_it_was()
    {
        using var world = new StoreWorld(DatabaseEngine.Sqlite);
        var digest = world.Digest();
        var error = Assert.Throws<UserError>(() => ImportInstruments.Run(
            world.Pair, new ImportInstrumentsOptions { Path = world.Write("i.csv", Instruments + "\nCCC,US_EQ,,,2020-13-01,,,\n") }));
        Assert.Contains("i.csv", error.Message, StringComparison.Ordinal);
        Assert.Equal(digest, world.Digest());
    }
}
