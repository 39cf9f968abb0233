using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Testing.Databases;
using Xunit;

namespace Prometheus.IntegrationTests.Databases;

public sealed class MigratorTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public void Both_databases_migrate_once_and_then_have_nothing_pending(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        foreach (var name in Enum.GetValues<LogicalDatabase>())
        {
            using var database = Database.Open(name, databases.Settings);
            Assert.Equal(0, Migrator.Status(database).Version);
            Assert.Equal(MigrationFiles.Of(name).Count, Migrator.Migrate(database).Count);
            Assert.Empty(Migrator.Migrate(database));
            var status = Migrator.Status(database);
            Assert.True(status.IsCurrent);
            Assert.Equal(MigrationFiles.Of(name).Select(m => m.Checksum), status.Applied.Select(a => a.Checksum));
            Assert.True(DateTimeOffset.UtcNow - status.Applied[0].AppliedAt < TimeSpan.FromMinutes(5));
        }
    }

    [Fact]
    public void An_empty_embedded_database_migrates_itself()
    {
        using var databases = TestDatabases.Create(DatabaseEngine.Sqlite);
        using var pair = new DatabasePair(databases.Settings);
        Assert.True(Migrator.Status(pair.Historical).IsCurrent);
        Assert.Equal(0, pair.Runtime.Scalar<long>("SELECT COUNT(*) FROM backtest_runs"));
    }

    [PostgresFact]
    public void An_empty_server_database_asks_to_be_migrated()
    {
        using var databases = TestDatabases.Create(DatabaseEngine.PostgreSql);
        using var pair = new DatabasePair(databases.Settings);
        var error = Assert.Throws<DatabaseError>(() => pair.Historical);
        Assert.Contains("is at schema version 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("prometheus db migrate", error.Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_changed_migration_file_is_refused(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Database.Open(LogicalDatabase.Runtime, databases.Settings);
        Migrator.Migrate(database);
        database.InTransaction(t => t.Execute("UPDATE schema_migrations SET checksum = '0123456789abcdef' WHERE version = 1"));
        var error = Assert.Throws<DatabaseError>(() => Migrator.Migrate(database));
        Assert.Contains("0001_entities", error.Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_database_of_a_newer_program_is_refused(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Database.Open(LogicalDatabase.Runtime, databases.Settings);
        Migrator.Migrate(database);
        database.InTransaction(t => t.Execute("INSERT INTO schema_migrations (version, name, checksum) VALUES (99, 'later', '0123456789abcdef')"));
        Assert.Contains($"is at schema version 99, expected {MigrationFiles.CountOf(LogicalDatabase.Runtime)}", Assert.Throws<DatabaseError>(() => Migrator.Require(database)).Message, StringComparison.Ordinal);
        Assert.Contains("knows only", Assert.Throws<DatabaseError>(() => Migrator.Status(database)).Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Processes_that_migrate_at_once_do_not_collide(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        Parallel.For(0, 4, _ =>
        {
            using var database = Database.Open(LogicalDatabase.Runtime, databases.Settings);
            Migrator.Migrate(database);
        });
        using var after = Database.Open(LogicalDatabase.Runtime, databases.Settings);
        Assert.True(Migrator.Status(after).IsCurrent);
    }

    [PostgresFact]
    public void The_queries_of_the_plan_run_as_they_stand()
    {
        using var databases = TestDatabases.Create(DatabaseEngine.PostgreSql);
        using var database = Database.Open(LogicalDatabase.Runtime, databases.Settings);
        Migrator.Migrate(database);
        database.InTransaction(t =>
        {
            t.Execute("""
                INSERT INTO backtest_runs (run_id, strategy_id, sleeve_id, market_id, portfolio_id, start_date, end_date, data_digest, config_json, metrics_json)
                VALUES ('r', 's', 'S', 'm', 'p', '2014-01-02', '2014-03-31', '', '{}', '{"cumulative_return": 0.25}')
                """);
            t.Execute("""
                INSERT INTO books (book_key, book_name, context, portfolio_id, strategy_id, mode) VALUES (1, 'r', 'r', 'p', 's', 'BACKTEST');
                INSERT INTO book_sessions (book_key, day, as_of_date, equity, drawdown) VALUES (1, 16072, '2014-01-02', 1000000, 0)
                """);
        });
        Assert.Equal("0.25", database.Query<(string, string, DateOnly, DateOnly, string)>(
            "SELECT run_id, strategy_id, start_date, end_date, metrics_json->>'cumulative_return' AS cumret FROM backtest_runs ORDER BY created_at DESC LIMIT 5")[0].Item5);
        Assert.Equal(1_000_000, database.Query<(DateOnly, double, double)>(
            "SELECT date, equity_curve_value, drawdown FROM backtest_daily_equity ORDER BY date DESC LIMIT 10")[0].Item2);
        Assert.Equal(0, database.Scalar<long>("SELECT COUNT(*) FROM backtest_trades"));
    }

    [PostgresFact]
    public void One_server_database_cannot_be_both()
    {
        using var databases = TestDatabases.Create(DatabaseEngine.PostgreSql);
        Assert.Throws<UserError>(() => new DatabasePair(databases.Settings with { Runtime = databases.Settings.Historical }));
    }
}
