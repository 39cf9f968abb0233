using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Databases;
using Prometheus.Stores;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.Data;
using Xunit;
using static Prometheus.IntegrationTests.Data.PriceFiles;

namespace Prometheus.IntegrationTests.Data;

public sealed class ImportPricesTests
{
    private static readonly DateOnly[] Days = Sessions(new DateOnly(2014, 12, 1), 60);

    private static double Path(int symbol, int day) => 20 + symbol + Math.Round(Math.Sin(day + symbol), 3);

    [Theory, OnSqlite, OnPostgreSql]
    public void Importing_twice_changes_nothing(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        var file = world.Write("prices.csv", AlphaVantage(["AAA", "BRK-B", "CCC"], Days, Path));
        var first = world.Import(file);
        Assert.Equal(180, first.Stored.RowsAdded);
        Assert.Equal(3, first.Stored.InstrumentsCreated);
        var digest = world.Digest();
        var stamps = Stamps(world);

        var second = world.Import(file);
        Assert.Equal(0, second.Stored.RowsAdded + second.Stored.RowsChanged + second.Stored.SeriesAdded + second.Stored.InstrumentsCreated + second.Stored.SeriesWithNewActions);
        Assert.Equal(digest, world.Digest());
        Assert.Equal(stamps, Stamps(world));
        Assert.Equal(["AAA.US", "BRK.B.US", "CCC.US"], world.Load().Instruments.Ids.ToArray());
    }

    [Fact]
    public void Both_engines_store_the_same()
    {
        if (PostgresCluster.MissingReason is not null)
            return;
        using var sqlite = new StoreWorld(DatabaseEngine.Sqlite);
        using var postgres = new StoreWorld(DatabaseEngine.PostgreSql);
        foreach (var world in new[] { sqlite, postgres })
        {
            world.Import(world.Write("prices.csv", AlphaVantage(["AAA", "BBB"], Days, Path)));
            world.Import(world.Write("prices2.csv", AlphaVantage(["BBB", "CCC"], Days, (s, t) => Path(s, t) + (t > 50 ? 1 : 0))));
        }

        Assert.Equal(sqlite.Digest(), postgres.Digest());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_file_in_parts_stores_what_the_whole_file_stores(DatabaseEngine engine)
    {
        using var whole = new StoreWorld(engine);
        using var parts = new StoreWorld(engine);
        whole.Import(whole.Write("p.csv", AlphaVantage(["AAA", "BBB"], Days, Path)));
        parts.Import(parts.Write("p.csv", AlphaVantage(["AAA", "BBB"], Days[..30], Path)));
        parts.Import(parts.Write("p.csv", AlphaVantage(["BBB", "AAA"], Days, (s, t) => Path(1 - s, t))));
        Assert.Equal(Tables(whole), Tables(parts));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_changed_value_updates_the_row_and_is_recorded(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        world.Import(world.Write("p.csv", AlphaVantage(["AAA"], Days, Path)));
        var summary = world.Import(world.Write("p.csv", AlphaVantage(["AAA"], Days, (s, t) => t == 7 ? 33 : Path(s, t))));
        Assert.Equal(1, summary.Stored.RowsChanged);
        Assert.Equal(0, summary.Stored.RowsAdded);
        Assert.Equal(5, summary.Stored.ValuesChanged);
        Assert.Equal(33, world.Load().Prices.Close[7, 0]);

        using var changes = world.Historical.Read("SELECT old_value, new_value, revision FROM price_changes WHERE field = 'CLOSE' ORDER BY revision");
        Assert.True(changes.Next());
        Assert.Equal(Path(0, 7), changes.Real(0));
        Assert.Equal(33, changes.Real(1));
        Assert.Equal(1, changes.Integer(2));
        Assert.False(changes.Next());
        changes.Dispose();

        world.Import(world.Write("p.csv", AlphaVantage(["AAA"], Days, Path)));
        Assert.Equal(2, world.Historical.Scalar<long>("SELECT MAX(revision) FROM price_changes"));
        Assert.Equal(Path(0, 7), world.Load().Prices.Close[7, 0]);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void An_error_row_is_quarantined_and_a_warning_kept(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        var lines = AlphaVantage(["AAA"], Days, Path).Split('\n');
        lines[3] = lines[3].Replace(",1000", ",abc", StringComparison.Ordinal).Replace($"{Days[2]:yyyy-MM-dd},2", $"{Days[2]:yyyy-MM-dd},-2", StringComparison.Ordinal);
        var summary = world.Import(world.Write("p.csv", string.Join('\n', lines)));
        Assert.Equal(1, summary.Read.RowsQuarantined);
        Assert.Equal(59, summary.Stored.RowsAdded);
        var events = QualityStore.Read(world.Historical, "US_EQ", DateOnly.MaxValue);
        var refused = Assert.Single(events, e => e.Severity == QualityRecord.Error);
        Assert.Equal(("p.csv", 4, "AAA.US", Days[2]), (refused.File, refused.Line, refused.InstrumentId, refused.Date!.Value));
        var market = world.Load();
        Assert.True(double.IsNaN(market.Prices.Close[2, 0]));
        Assert.Equal(1, market.Provenance.QuarantinedRows);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Another_source_is_refused_unless_it_replaces(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        world.Import(world.Write("av.csv", AlphaVantage(["AAA", "BBB"], Days, Path)));
        var before = world.Digest();
        var yahoo = world.Write("AAA.csv", Yahoo(Days[20..40], t => 50 + t));

        var refusal = Assert.Throws<UserError>(() => world.Import(yahoo));
        Assert.Contains("AAA.US", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--replace", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, world.Digest());

        world.Import(yahoo, o => o with { Suffix = ".YH" });
        Assert.Equal(["AAA.US", "AAA.YH", "BBB.US"], world.Load().Instruments.Ids.ToArray());

        var summary = world.Import(yahoo, o => o with { Replace = true });
        Assert.Equal(1, summary.Stored.SeriesReplaced);
        var market = world.Load();
        Assert.Equal(PriceBasis.SplitAdjusted, market.Basis[0]);
        Assert.True(double.IsNaN(market.Prices.Close[0, 0]));
        Assert.Equal(50, market.Prices.Close[20, 0]);
        Assert.Equal(60, world.Historical.Scalar<long>("SELECT old_rows FROM price_series_changes WHERE instrument_id = 'AAA.US' AND old_source = 'alphavantage'"));

        var again = world.Digest();
        world.Import(yahoo, o => o with { Replace = true });
        Assert.Equal(again, world.Digest());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_truncated_archive_leaves_the_database_as_it_was(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        world.Import(world.Write("p.csv", AlphaVantage(["AAA"], Days, Path)));
        var before = world.Digest();
        var broken = world.Write("more.csv.gz", AlphaVantage(["AAA", "BBB", "CCC"], Days, (s, t) => Path(s, t) + 1));
        using (var stream = File.OpenWrite(broken))
            stream.SetLength(stream.Length * 2 / 3);
        Assert.Throws<UserError>(() => world.Import(broken));
        Assert.Equal(before, world.Digest());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Actions_of_a_file_replace_those_of_its_range_and_are_recorded(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        string File(double dividend, double split) => string.Join('\n', Days.Select((d, t) => Row("AAA", d, t < 30 ? 40 : 20, t == 10 ? dividend : 0, t == 30 ? split : 1)).Prepend(AlphaVantageHeader));
        world.Import(world.Write("p.csv", File(0.5, 2)));
        Assert.Equal([("DIVIDEND", 0.5), ("SPLIT", 2d)], Actions(world));
        Assert.Equal(0, world.Historical.Scalar<long>("SELECT COUNT(*) FROM price_changes"));

        world.Import(world.Write("p.csv", File(0.6, 2)));
        Assert.Equal([("DIVIDEND", 0.6), ("SPLIT", 2d)], Actions(world));
        world.Import(world.Write("p.csv", File(0, 2)));
        Assert.Equal([("SPLIT", 2d)], Actions(world));
        Assert.Equal(2, world.Historical.Scalar<long>("SELECT COUNT(*) FROM price_changes WHERE field = 'DIVIDEND'"));
        Assert.Equal(0, world.Load().TotalReturns.Simple[30, 0], 12);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_cancelled_import_leaves_nothing(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        var before = world.Digest();
        var file = world.Write("p.csv", AlphaVantage(["AAA", "BBB"], Days, Path));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => ImportPrices.Run(
            world.Pair, new Workflows.Data.ImportPricesOptions { Path = file, MarketId = "US_EQ" }, cancellation: cancelled.Token));
        Assert.Equal(before, world.Digest());
    }

    private static (string, double)[] Actions(StoreWorld world)
        => ActionStore.Read(world.Historical, "US_EQ", DateOnly.MaxValue).Select(a => (a.Kind, a.Value)).ToArray();

    private static string[] Stamps(StoreWorld world)
        => [.. world.Historical.Query<string>("SELECT CAST(imported_at AS TEXT) FROM import_files"), .. world.Runtime.Query<string>("SELECT CAST(created_at AS TEXT) FROM instruments")];

    /// <summary>Digests of the tables that follow from the data alone, not from how often files came.</summary>
    private static string[] Tables(StoreWorld world)
        => DatabaseDigest.Compute(world.Historical).Tables
            .Where(t => t.Table is "prices_daily" or "price_series" or "price_tiles" or "market_sessions" or "corporate_actions")
            .Select(t => $"{t.Table} {t.Rows} {t.Digest}")
            .ToArray();
}
