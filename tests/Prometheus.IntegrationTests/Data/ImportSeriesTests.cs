using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Sources.Series;
using Prometheus.Stores;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.MarketLoading;
using Xunit;
using static Prometheus.IntegrationTests.Data.PriceFiles;

namespace Prometheus.IntegrationTests.Data;

public sealed class ImportSeriesTests
{
    private static readonly DateOnly[] Days = Sessions(new DateOnly(2014, 12, 1), 40);

    [Theory, OnSqlite, OnPostgreSql]
    public void A_series_imported_twice_changes_nothing_and_a_correction_is_recorded(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        var path = world.Write("vix.csv", "DATE,CLOSE\n2014-12-01,14\n2014-12-06,15\n2014-13-02,15\n");
        var first = Import(world, path);
        Assert.Equal((2, 1), ((int)first.RowsAdded, first.Read.Events.Count));
        var digest = world.Digest();
        Assert.Equal((0, 0), ((int)Import(world, path).RowsAdded, (int)Import(world, path).RowsChanged));
        Assert.Equal(digest, world.Digest());
        Assert.Equal([("vix.csv", 4, "impossible_date")], QualityStore.Read(world.Historical, "US_EQ", DateOnly.MaxValue).Select(q => (q.File, q.Line, q.Rule)));

        Assert.Equal(1, Import(world, world.Write("vix.csv", "DATE,CLOSE\n2014-12-06,16\n")).RowsChanged);
        Assert.Equal([14.0, 16.0], Assert.Single(SeriesStore.Read(world.Historical, "US_EQ", DateOnly.MaxValue)).Values);
        Assert.Equal(1, world.Historical.Scalar<long>("SELECT COUNT(*) FROM series_changes WHERE series_id = 'VIX' AND old_value = 15 AND new_value = 16"));
    }

    [Fact]
    public void A_value_is_used_from_the_day_it_is_known_and_for_five_sessions()
    {
        using var world = Filled();
        Import(world, world.Write("vix.csv", $"DATE,CLOSE\n{Days[3]:yyyy-MM-dd},14\n{Days[4]:yyyy-MM-dd},15\n"), o => o with { LagDays = 1 });
        var series = world.Load(Days[^1]).Series;
        Assert.Equal(["VIX"], series.Ids);
        Assert.Equal(
            [double.NaN, 14, 15, 15, 15, 15, 15, 15, double.NaN], Enumerable.Range(3, 9).Select(t => series.Values[t, 0]));
        Assert.Same(MarketSeries.None, world.Load(Days[2]).Series);
    }

    [Fact]
    public void Series_mark_the_digest_only_where_they_say_something()
    {
        using var world = Filled();
        var before = (MarketDigest.Compute(world.Load(Days[2])), MarketDigest.Compute(world.Load(Days[20])));
        Import(world, world.Write("vix.csv", $"DATE,CLOSE\n{Days[3]:yyyy-MM-dd},14\n"));
        Import(world, world.Write("ff.csv", $"date,SMB\n{Days[1]:yyyy-MM-dd},0.5\n"), o => o with
        {
            Target = SeriesTarget.Factors,
            File = new SeriesFileOptions { Unit = SeriesUnit.Percent },
        });
        Assert.Equal(before.Item1, MarketDigest.Compute(world.Load(Days[2])));
        Assert.NotEqual(before.Item2, MarketDigest.Compute(world.Load(Days[20])));
        Assert.Equal([0.5 / 100], Assert.Single(FactorStore.ReadImported(world.Historical, "US_EQ", Days[20])).Values);
    }

    [Fact]
    public void Another_source_needs_to_be_asked_for_and_an_unreadable_file_changes_nothing()
    {
        using var world = new StoreWorld(DatabaseEngine.Sqlite);
        var path = world.Write("vix.csv", "DATE,CLOSE\n2014-12-01,14\n");
        Import(world, path);
        var digest = world.Digest();
        var error = Assert.Throws<UserError>(() => Import(world, path, o => o with { Source = "other" }));
        Assert.Contains("series VIX has values of source 'csv', found source 'other'", error.Message, StringComparison.Ordinal);
        Assert.Throws<UserError>(() => Import(world, world.Write("bad.csv.gz", "DATE,CLOSE\n2014-12-02,15\n").Replace(".gz", "", StringComparison.Ordinal)));
        Assert.Throws<UserError>(() => Import(world, world.Write("text.csv", "nothing to see\n")));
        Assert.Equal(digest, world.Digest());
        Assert.Equal(1, Import(world, path, o => o with { Source = "other", Replace = true }).SeriesReplaced);
    }

    private static ImportSeriesSummary Import(StoreWorld world, string path, Func<ImportSeriesOptions, ImportSeriesOptions>? with = null)
    {
        var options = new ImportSeriesOptions { Path = path, MarketId = "US_EQ", File = new SeriesFileOptions { Id = "VIX" } };
        return ImportSeries.Run(world.Pair, with?.Invoke(options) ?? options);
    }

    private static StoreWorld Filled()
    {
        var world = new StoreWorld(DatabaseEngine.Sqlite);
        world.Import(world.Write("p.csv", AlphaVantage(["AAA"], Days, (s, t) => 10 + (t % 3))));
        return world;
    }
}
