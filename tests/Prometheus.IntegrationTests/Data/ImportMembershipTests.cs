using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Stores;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.Data;
using Xunit;
using static Prometheus.IntegrationTests.Data.PriceFiles;

namespace Prometheus.IntegrationTests.Data;

public sealed class ImportMembershipTests
{
    private static readonly DateOnly[] Days = Sessions(new DateOnly(2014, 1, 2), 500);

    [Theory, OnSqlite, OnPostgreSql]
    public void Stays_become_dated_facts_and_twice_changes_nothing(DatabaseEngine engine)
    {
        using var world = Filled(engine);
        var path = world.Write("members.csv", "ticker,start_date,end_date\nAAA,1996-01-02,2014-06-02\nAAA,2015-01-05,\nBF-B,2014-03-03,\n");
        var first = Import(world, path);
        Assert.Equal((3, 3, 2, 4), (first.Spells, first.Matched, first.Instruments, first.FactsChanged));
        Assert.Equal(
            [
                ("AAA.US", "IN", new DateOnly(1996, 1, 2)), ("AAA.US", "OUT", new DateOnly(2014, 6, 2)),
                ("AAA.US", "IN", new DateOnly(2015, 1, 5)), ("BF.B.US", "IN", new DateOnly(2014, 3, 3)),
            ],
            Facts(world, DateOnly.MaxValue).Select(f => (f.InstrumentId, f.Value, f.KnownOn)));
        Assert.Single(Facts(world, new DateOnly(2014, 3, 2)));
        var digest = world.Digest();
        Assert.Equal(0, Import(world, path).FactsChanged);
        Assert.Equal(digest, world.Digest());

        Import(world, world.Write("members.csv", "ticker,start_date,end_date\nAAA,1996-01-02,\n"));
        Assert.Equal(["IN"], Facts(world, DateOnly.MaxValue).Select(f => f.Value));
    }

    [Fact]
    public void A_ticker_used_again_by_another_company_is_listed_and_not_matched()
    {
        using var world = Filled(DatabaseEngine.Sqlite);
        var summary = Import(world, world.Write(
            "members.csv", "ticker,start_date,end_date\nAAA,1996-01-02,2009-01-02\nLATE,2014-01-02,2015-06-01\nLATE,2015-07-01,\nZZZ,2014-01-02,\n"));
        Assert.Equal(
            [
                ("AAA", $"stored prices begin on 2014-01-02 and end on {Days[^1]:yyyy-MM-dd}"),
                ("LATE", $"prices of LATE.US are of {Days[350]:yyyy-MM-dd}..{Days[^1]:yyyy-MM-dd}"),
                ("ZZZ", "no stored instrument has this ticker"),
            ],
            summary.Unmatched.Select(u => (u.Spell.Ticker, u.Reason)));
        Assert.Equal(["IN"], Facts(world, DateOnly.MaxValue).Select(f => f.Value));
    }

    [Theory]
    [InlineData("ticker,start_date,end_date\nAAA,2014-01-02,2013-01-02\n", "line 2: expected an end_date after the start_date 2014-01-02")]
    [InlineData("ticker,start_date,end_date\nAAA,2014-01-02,\nAAA,2015-01-02,\n", "line 3: expected one stay of AAA at a time, found another in line 2")]
    [InlineData("ticker,start_date\nAAA,2014-01-02\n", "expected the columns ticker, start_date and end_date")]
    [InlineData("ticker,start_date,end_date\nAAA,,\n", "line 2: expected a start_date, found none")]
    public void Mistakes_are_named_and_nothing_is_stored(string text, string says)
    {
        using var world = Filled(DatabaseEngine.Sqlite);
        var error = Assert.Throws<UserError>(() => Import(world, world.Write("members.csv", text)));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Empty(Facts(world, DateOnly.MaxValue));
    }

    private static IEnumerable<InstrumentFact> Facts(StoreWorld world, DateOnly asOf)
        => FactStore.Read(world.Runtime, "US_EQ", asOf).Where(f => f.Kind == InstrumentFact.MembershipOf("SP500"));

    private static ImportMembershipSummary Import(StoreWorld world, string path)
        => ImportMembership.Run(world.Pair, new ImportMembershipOptions { Path = path, MarketId = "US_EQ", IndexId = "sp500" });

    private static StoreWorld Filled(DatabaseEngine engine)
    {
        var world = new StoreWorld(engine);
        world.Import(world.Write("p.csv", AlphaVantage(["AAA", "BF-B", "LATE"], Days, (s, t) => s == 2 && t < 350 ? double.NaN : 10 + s + (t % 3))));
        return world;
    }
}
