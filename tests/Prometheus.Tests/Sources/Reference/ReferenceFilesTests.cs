using Prometheus.Core.Errors;
using Prometheus.Sources.Reference;
using Prometheus.Testing;
using Xunit;

namespace Prometheus.Tests.Sources.Reference;

public sealed class ReferenceFilesTests : IDisposable
{
    private readonly PriceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Instruments_state_what_they_know_and_their_market_fills_the_rest()
    {
        var records = InstrumentsFile.Read(_folder.Write(
            "instruments.csv",
            "symbol,market,exchange,currency,listed,delisted,delisting_known_on,delisting_return,issuer,name",
            "xyz,US_EQ,XNAS,USD,2001-05-04,2009-03-02,2009-02-20,-0.85,XYZ CORP,\"X, Y & Z \"\"Inc\"\"\"",
            "BRK-B,US_EQ,,,,,,,,"));
        Assert.Equal(["BRK.B.US", "XYZ.US"], records.Select(r => r.InstrumentId));
        Assert.Equal(new InstrumentRecord("BRK.B.US", "BRK-B", "US_EQ", "XNYS", "USD", "EQUITY", "", "", null, null, null, null), records[0]);
        Assert.Equal(
            new InstrumentRecord(
                "XYZ.US", "xyz", "US_EQ", "XNAS", "USD", "EQUITY", "XYZ CORP", "X, Y & Z \"Inc\"",
                new DateOnly(2001, 5, 4), new DateOnly(2009, 3, 2), new DateOnly(2009, 2, 20), -0.85),
            records[1]);
    }

    [Fact]
    public void Instruments_may_come_by_id_with_the_market_given()
    {
        var record = Assert.Single(InstrumentsFile.Read(_folder.Write("i.csv", "instrument_id", "ODD.ID"), "US_EQ"));
        Assert.Equal(("ODD.ID", "ODD.ID", "US_EQ"), (record.InstrumentId, record.Symbol, record.MarketId));
    }

    [Theory]
    [InlineData("symbol\nAAA", "line 2: expected a market")]
    [InlineData("symbol,market\nAAA,XX_EQ", "line 2: unknown market 'XX_EQ'")]
    [InlineData("symbol,market,currency\nAAA,US_EQ,EUR", "the currency of US_EQ, USD, found 'EUR'")]
    [InlineData("symbol,market\nAAA,US_EQ\naaa.us,US_EQ", "line 3: expected each instrument once, found AAA.US also in line 2")]
    [InlineData("symbol,market,listed\nAAA,US_EQ,soon", "listed as a date yyyy-MM-dd, found 'soon'")]
    [InlineData("symbol,market,listed\nAAA,US_EQ,2015-02-30", "found '2015-02-30'")]
    [InlineData("symbol,market,listed,delisted\nAAA,US_EQ,2015-01-02,2014-01-02", "a delisting after the listing")]
    [InlineData("symbol,market,delisting_return\nAAA,US_EQ,-0.5", "a delisting date beside")]
    [InlineData("symbol,market,delisted,delisting_return\nAAA,US_EQ,2015-01-02,-1.5", "at least -1")]
    [InlineData("symbol,market,delisted,delisting_return\nAAA,US_EQ,2015-01-02,all", "delisting_return as a number, found 'all'")]
    [InlineData("symbol,market\nA A,US_EQ", "found 'A A'")]
    [InlineData("symbol,market\nAAA", "line 2: expected 2 fields as in the header, found 1")]
    [InlineData("symbol,market\n\"AAA,US_EQ\nBBB,US_EQ", "line 2")]
    [InlineData("a,b\n1,2", "unknown header 'a,b', expected a column symbol or instrument_id")]
    [InlineData("symbol,Symbol\n1,2", "mean the same")]
    public void Mistakes_in_an_instruments_file_are_named(string text, string says)
        => Assert.Contains(says, Assert.Throws<UserError>(() => InstrumentsFile.Read(_folder.Write("i.csv", text))).Message, StringComparison.Ordinal);

    [Fact]
    public void Broken_files_are_named()
    {
        Assert.Contains("is empty", SentenceOf([]), StringComparison.Ordinal);
        Assert.Contains("UTF-16", SentenceOf([0xFF, 0xFE, 1, 0]), StringComparison.Ordinal);
        Assert.Contains("zero bytes", SentenceOf([65, 0, 66]), StringComparison.Ordinal);
        Assert.Contains("not UTF-8", SentenceOf([.. "symbol,name\nA,Soci"u8, 0xE9, .. "t\n"u8]), StringComparison.Ordinal);
        Assert.Contains("damaged", SentenceOf(PriceFolder.Gzip("symbol,market\nAAA,US_EQ\n")[..30]), StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Throws<UserError>(() => InstrumentsFile.Read("/nowhere/i.csv")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sectors_without_dates_are_assumed_and_with_dates_are_facts()
    {
        var assumed = SectorsFile.Read(_folder.Write("s.csv", "Symbol,Name,Sector", "B-C,B Corp,Energy", "AAA,,"), ".US");
        Assert.Equal(
            [new SectorRecord("AAA.US", "AAA", "", null, null, null, true), new SectorRecord("B.C.US", "B-C", "B Corp", "Energy", null, null, true)], assumed);

        var dated = SectorsFile.Read(
            _folder.Write("s.csv", "Symbol,Sector,as_of_date,known_on", "AAA,Tech,2018-09-24,2018-01-11", "AAA,Media,2010-01-04,", "BBB,Energy,,2012-01-03"), ".US");
        Assert.Equal(
            [
                new SectorRecord("AAA.US", "AAA", "", "Media", new DateOnly(2010, 1, 4), new DateOnly(2010, 1, 4), true),
                new SectorRecord("AAA.US", "AAA", "", "Tech", new DateOnly(2018, 9, 24), new DateOnly(2018, 1, 11), false),
                new SectorRecord("BBB.US", "BBB", "", "Energy", new DateOnly(2012, 1, 3), new DateOnly(2012, 1, 3), false),
            ],
            dated);
    }

    [Fact]
    public void Two_sectors_at_once_are_refused()
    {
        var error = Assert.Throws<UserError>(() => SectorsFile.Read(_folder.Write("s.csv", "Symbol,Sector", "AAA,Tech", "BBB,Tech", "AAA,Energy"), ".US"));
        Assert.Contains("line 4: expected one sector an instrument and date, found AAA.US also in line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Symbol_maps_are_read_and_checked()
    {
        Assert.Equal("META.US", SymbolMapFile.Read(_folder.Write("m.csv", "symbol,instrument_id", "FB,META.US"))["FB"]);
        var error = Assert.Throws<UserError>(() => SymbolMapFile.Read(_folder.Write("m.csv", "symbol,instrument_id", "FB,META.US", "FB,FB.US")));
        Assert.Contains("found 'FB' for META.US and FB.US", error.Message, StringComparison.Ordinal);
        Assert.Throws<UserError>(() => SymbolMapFile.Read(_folder.Write("m.csv", "symbol,instrument_id", "FB,")));
        Assert.Throws<UserError>(() => SymbolMapFile.Read(_folder.Write("m.csv", "from,to", "FB,META.US")));
    }

    [SharedDataFact]
    public void Real_sector_files_are_read()
    {
        var current = SectorsFile.Read(SharedData.PathOf("sp500", "sectors.csv"), ".US");
        Assert.Equal((346, 11), (current.Count, current.Select(s => s.Sector).Distinct(StringComparer.Ordinal).Count()));
        var former = SectorsFile.Read(SharedData.PathOf("sp500_exmembers", "sectors.csv"), ".US");
        Assert.Equal((136, 70), (former.Count, former.Count(s => s.Sector is not null)));
        Assert.Equal(61, SectorsFile.Read(SharedData.PathOf("stocknet", "stocks.csv"), ".US").Count);
        var vintage = SectorsFile.Read(SharedData.PathOf("reference", "sp500_securities_2017_gics.csv"), ".US");
        Assert.Equal((505, 505, 505), (vintage.Count, vintage.Count(s => s.Industry is not null), vintage.Count(s => s.Country is not null)));
        Assert.Equal(503, SectorsFile.Read(SharedData.PathOf("reference", "sp500_constituents_current.csv"), ".US").Count);
        Assert.All(current, s => Assert.True(s.Assumed));
    }

    private string SentenceOf(byte[] content)
        => Assert.Throws<UserError>(() => InstrumentsFile.Read(_folder.Write("i.csv", content), "US_EQ")).Message;
}
