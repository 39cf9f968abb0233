using Prometheus.Databases;
using Prometheus.IntegrationTests.Data;
using Prometheus.Sources.Texts;
using Prometheus.Stores.Fundamentals;
using Prometheus.Stores.Texts;
using Prometheus.Testing;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.Facts;
using Xunit;

namespace Prometheus.IntegrationTests.Facts;

/// <summary>Imports of public corpora and statements as they come.</summary>
public sealed class RealFactsTests
{
    [SharedDataFact]
    public void Headlines_without_a_time_are_known_on_the_next_session()
    {
        using var world = Named();
        var options = Of(SharedData.PathOf("news", "headlines_2012_2020.csv.gz"));
        var summary = ImportNews.Run(world.Pair, options with { File = new TextFileOptions { DateOnly = true } });
        Assert.Equal((2736, 0, 119, 2617), (summary.RowsRead, summary.Refused.Count, summary.RowsRepeated, summary.Added));
        Assert.Equal(("CAR", 15), Assert.Single(summary.UnknownNames));
        Assert.All(
            NewsStore.Read(world.Historical, "US_EQ", DateOnly.MinValue, DateOnly.MaxValue),
            a => Assert.True(a.KnownOn > DateOnly.FromDateTime(a.Timestamp.AddHours(-6).UtcDateTime)));
    }

    [SharedDataFact]
    public void Tweets_of_several_symbols_are_one_article()
    {
        using var world = Named();
        var options = Of(SharedData.PathOf("stocknet", "tweets_2014_2015.csv.gz"));
        var summary = ImportNews.Run(world.Pair, options);
        Assert.Equal((62_251, 0, 7278, 54_973), (summary.RowsRead, summary.Refused.Count, summary.RowsRepeated, summary.Added));
        Assert.Equal(new DateOnly(2014, 1, 2), summary.FirstKnownOn);
        Assert.Equal(35, summary.Further.Single(f => f.What == "issuers").Count);
        Assert.Equal(0, ImportNews.Run(world.Pair, options) is var again ? again.Added + again.Changed : -1);
    }

    [SharedDataFact]
    public void Two_vendors_statements_stand_side_by_side_with_assumed_dates()
    {
        using var world = Named();
        var annual = ImportStatements.Run(world.Pair, Statements("nyse_annual_2012_2016.csv.gz"));
        var trailing = ImportStatements.Run(world.Pair, Statements("simfin_ttm_2012_2016.csv.gz"));
        Assert.Equal((1323, 0, 2928), (annual.RowsRead, annual.Refused.Count, annual.Added));
        Assert.Equal((41_111, 27_282, 10_494), (trailing.RowsRead, trailing.RowsEmpty, trailing.Added));
        Assert.All(StatementStore.Read(world.Historical, DateOnly.MaxValue), s => Assert.True(s.Assumed && s.KnownOn > s.PeriodEnd.AddDays(59)));
        var apple = RatioStore.Read(world.Historical, DateOnly.MaxValue, ["AAPL.US"]).Where(r => r.PeriodEnd.Year == 2015).ToArray();
        Assert.Contains(apple, r => r.RevenueGrowth is > 0.2 and < 0.35);
        Assert.False(CheckFacts.Run(world.Pair, "US_EQ").HasErrors);
    }

    /// <summary>The names of the index are known; prices are not needed to know whom a text is about.</summary>
    private static StoreWorld Named()
    {
        var world = new StoreWorld(DatabaseEngine.Sqlite);
        ImportSectors.Run(world.Pair, new ImportSectorsOptions { Path = SharedData.PathOf("sp500", "sectors.csv"), MarketId = "US_EQ" });
        return world;
    }

    private static ImportTextsOptions Of(string path) => new() { Path = path, MarketId = "US_EQ" };

    private static ImportStatementsOptions Statements(string file) => new() { Path = SharedData.PathOf("fundamentals", file), MarketId = "US_EQ" };
}
