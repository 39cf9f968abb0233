using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Sources.Synthetic;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.Data;
using Xunit;

namespace Prometheus.IntegrationTests.Data;

public sealed class GenerateSyntheticTests
{
    private static readonly SyntheticMarketOptions Small = new() { Instruments = 12, Start = new DateOnly(2019, 1, 2), End = new DateOnly(2021, 6, 30), Seed = 5 };

    [Theory, OnSqlite, OnPostgreSql]
    public void Generating_twice_changes_nothing(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        var first = Generate(world, Small);
        Assert.Equal(13, first.Stored.SeriesAdded);
        Assert.Equal(13, first.Instruments.InstrumentsCreated);
        var digest = world.Digest();
        var second = Generate(world, Small);
        Assert.Equal(0, second.Stored.RowsAdded + second.Stored.RowsChanged + second.Instruments.FactsWritten + second.Sectors.FactsWritten);
        Assert.Equal(digest, world.Digest());

        var market = world.Load();
        Assert.Contains("SPY.US", market.Instruments.Ids.ToArray());
        Assert.True(market.Sectors.Names.Count > 1);
        Assert.False(market.Sectors.AnyAssumed);
        Assert.Equal(Small.Start, market.Sessions[0]);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void More_names_add_to_the_market_that_is_there(DatabaseEngine engine)
    {
        using var grown = new StoreWorld(engine);
        using var whole = new StoreWorld(engine);
        var larger = Small with { Instruments = 20 };
        Generate(grown, Small);
        var added = Generate(grown, larger);
        Assert.Equal(0, added.Stored.RowsChanged);
        Generate(whole, larger);
        Assert.Equal(whole.Digest(), grown.Digest());
    }

    [Fact]
    public void Another_seed_or_real_prices_are_refused_before_anything_is_written()
    {
        using var world = new StoreWorld(DatabaseEngine.Sqlite);
        Generate(world, Small);
        var digest = world.Digest();
        Assert.Throws<UserError>(() => Generate(world, Small with { Seed = 6 }));
        Assert.Throws<UserError>(() => Generate(world, Small with { End = new DateOnly(2021, 12, 31) }));
        Assert.Equal(digest, world.Digest());

        using var real = new StoreWorld(DatabaseEngine.Sqlite);
        real.Import(real.Write("SPY.csv", PriceFiles.Yahoo(PriceFiles.Sessions(new DateOnly(2019, 1, 2), 30), t => 250 + t)));
        digest = real.Digest();
        var refusal = Assert.Throws<UserError>(() => Generate(real, Small));
        Assert.Contains("SPY.US", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(digest, real.Digest());
    }

    private static GenerateSyntheticSummary Generate(StoreWorld world, SyntheticMarketOptions market)
        => GenerateSynthetic.Run(world.Pair, new GenerateSyntheticOptions { Market = market });
}
