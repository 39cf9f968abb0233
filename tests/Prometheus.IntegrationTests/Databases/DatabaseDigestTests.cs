using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.Testing.Databases;
using Xunit;

namespace Prometheus.IntegrationTests.Databases;

public sealed class DatabaseDigestTests
{
    private static readonly TableShape Profiles = new(
        "profiles",
        3,
        Column.Text("issuer_id"),
        Column.Date("as_of_date"),
        Column.Text("model_id"),
        Column.Text("profile_id"),
        Column.Text("input_hash"),
        Column.Json("structured"),
        Column.Json("risk_flags"),
        Column.Boolean("weak_profile"),
        Column.Real("data_quality"));

    private static readonly TableShape Tiles = new(
        "price_tiles",
        3,
        Column.Text("market_id"),
        Column.Integer("year"),
        Column.Text("field"),
        Column.Text("instruments"),
        Column.Text("sessions"),
        Column.Integer("row_count"),
        Column.Text("digest"),
        Column.Blob("blob"));

    [PostgresFact]
    public void Equal_rows_have_equal_digests_on_both_engines_whatever_the_order_of_writing()
    {
        var (one, oneTotal) = Digest(DatabaseEngine.Sqlite, Fill);
        var (other, otherTotal) = Digest(DatabaseEngine.PostgreSql, d => Fill(d, ["Ω", "b", "a.US", "B", "a-US", "é", "_", "A"]));
        Assert.Equal(one, other);
        Assert.Equal(oneTotal, otherTotal);
        Assert.Equal(8, one.Single(t => t.Table == "profiles").Rows);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void One_changed_value_changes_its_table_and_the_whole(DatabaseEngine engine)
    {
        var (before, total) = Digest(engine, Fill);
        foreach (var change in new[]
        {
            "UPDATE profiles SET data_quality = data_quality + 1e-15 WHERE issuer_id = 'A'",
            "UPDATE profiles SET weak_profile = NOT weak_profile WHERE issuer_id = 'A'",
            "UPDATE profiles SET structured = '{\"score\": 1.2500001}' WHERE issuer_id = 'A'",
            "DELETE FROM profiles WHERE issuer_id = 'A'",
        })
        {
            var (after, afterTotal) = Digest(engine, d =>
            {
                Fill(d);
                d.InTransaction(t => t.Execute(change));
            });
            Assert.NotEqual(total, afterTotal);
            Assert.Equal(["profiles"], before.Except(after).Select(t => t.Table));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void When_a_row_was_written_does_not_count(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Database.Open(LogicalDatabase.Runtime, databases.Settings);
        Migrator.Migrate(database);
        database.InTransaction(t => t.Execute("INSERT INTO strategies (strategy_id, name) VALUES ('s', 's')"));
        var before = DatabaseDigest.Compute(database);
        database.InTransaction(t =>
        {
            t.Execute("UPDATE strategies SET created_at = @then", new { then = DateTimeOffset.UnixEpoch });
            t.Execute("INSERT INTO job_units VALUES ('j', 'u', 'd', 1, @then)", new { then = DateTimeOffset.UnixEpoch });
        });
        Assert.Equal(before.Digest, DatabaseDigest.Compute(database).Digest);
        Assert.DoesNotContain("job_units", before.Tables.Select(t => t.Table));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Tiles_count_by_their_bytes(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Database.Open(LogicalDatabase.Historical, databases.Settings);
        Migrator.Migrate(database);
        var digests = new List<string>();
        foreach (var last in new byte[] { 1, 2, 1 })
        {
            var bytes = new byte[200_000];
            bytes[^1] = last;
            database.InTransaction(t => t.Upsert(Tiles, r => r.Text("US_EQ").Integer(2014).Text("CLOSE").Text("A").Text("d").Integer(1).Text("x").Blob(bytes).EndRow()));
            digests.Add(DatabaseDigest.Compute(database).Digest);
        }

        Assert.Equal(digests[0], digests[2]);
        Assert.NotEqual(digests[0], digests[1]);
    }

    private static (IReadOnlyList<TableDigest> Tables, string Total) Digest(DatabaseEngine engine, Action<Database> fill)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Database.Open(LogicalDatabase.Runtime, databases.Settings);
        Migrator.Migrate(database);
        fill(database);
        var digest = DatabaseDigest.Compute(database);
        return (digest.Tables, digest.Digest);
    }

    private static void Fill(Database database) => Fill(database, ["A", "B", "_", "a-US", "a.US", "b", "é", "Ω"]);

    private static void Fill(Database database, string[] names) => database.InTransaction(unit =>
    {
        var day = new DateOnly(2014, 2, 28);
        unit.Replace(Profiles, KeyRange.All, rows =>
        {
            foreach (var name in names)
            {
                rows.Text(name).Date(day).Text("m").Text("p").Text("h")
                    .Json("""{"score": 1.250, "b": [1e3, -0.0, true, null, "é\u0041"], "a": {"x": 12345678.9}}""").Json("{}")
                    .Boolean(true).Real(0.1 + name.Length).EndRow();
            }
        });
        unit.Execute(
            """
            INSERT INTO names (name_key, name) VALUES (1, 'A');
            INSERT INTO books (book_key, book_name, context, portfolio_id, strategy_id, mode) VALUES (1, 'live:p', 'live', 'p', 's', 'BACKTEST');
            INSERT INTO book_sessions (book_key, day, as_of_date, opened) VALUES (1, 16129, @day, @opened);
            INSERT INTO book_orders (book_key, day, sequence, name_key, quantity, filled_quantity, decision_day, flags)
            VALUES (1, 16129, 0, 1, @third, 0, 16129, 0), (1, 16129, 1, 1, @third, NULL, 16129, 5), (1, 16129, 2, 1, 7, 3, 16129, 2)
            """,
            new { day, opened = new DateTimeOffset(2014, 2, 28, 14, 30, 1, TimeSpan.FromHours(1)).AddMicroseconds(1), third = 1.0 / 3 });
    });
}
