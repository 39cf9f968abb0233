using Npgsql;
using Prometheus.Bench.Floors;
using Prometheus.Core.Markets;
using Prometheus.Storage.Databases;
using Prometheus.Storage.Migrations;
using Prometheus.Testing.Databases;

namespace Prometheus.Bench.Worlds;

/// <summary>A pair of databases that only the benchmark uses, dropped when disposed.</summary>
internal sealed class BenchDatabases : IDisposable
{
    private readonly string? _server;

    private BenchDatabases(DatabaseSettings settings, string? server)
    {
        _server = server;
        Settings = settings;
        foreach (var name in Enum.GetValues<LogicalDatabase>())
        {
            using var database = Database.Open(name, settings);
            Migrator.Migrate(database);
        }

        Pair = new DatabasePair(settings);
    }

    public DatabaseSettings Settings { get; }

    public DatabasePair Pair { get; }

    /// <param name="server">Address of a PostgreSQL server on which databases may be made; null starts a private one.</param>
    /// <param name="home">Folder of embedded databases.</param>
    public static BenchDatabases Create(DatabaseEngine engine, string? server, string home, Market market)
    {
        if (engine == DatabaseEngine.Sqlite)
            server = null;
        var settings = engine == DatabaseEngine.Sqlite
            ? new DatabaseSettings(home)
            : new DatabaseSettings(home, CreateDatabase(server, "historical"), CreateDatabase(server, "runtime"));
        var databases = new BenchDatabases(settings, server);
        databases.EnterNames(market);
        return databases;
    }

    /// <summary>The floor of writing <paramref name="tables"/> of one logical database: what they hold now, written raw.</summary>
    public WriteFloor FloorOf(LogicalDatabase name, params string[] tables)
        => Settings.AddressOf(name) is { } address ? new PostgresWriteFloor(address, tables) : new SqliteWriteFloor(Settings.FileOf(name), tables);

    public void Dispose()
    {
        Pair.Dispose();
        foreach (var address in new[] { Settings.Historical, Settings.Runtime })
        {
            if (address is not null)
                DropDatabase(_server, address);
        }
    }

    private static string CreateDatabase(string? server, string name)
    {
        if (server is null)
            return PostgresCluster.Shared.CreateDatabase();
        var database = $"prometheus_bench_{name}_{Environment.ProcessId}";
        Execute(server, $"CREATE DATABASE {database}");
        return new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;
    }

    private static void DropDatabase(string? server, string address)
    {
        if (server is null)
            PostgresCluster.Shared.DropDatabase(address);
        else
            Execute(server, $"DROP DATABASE {new NpgsqlConnectionStringBuilder(address).Database} WITH (FORCE)");
    }

    private static void Execute(string address, string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(address) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>A state belongs to a market through the instruments it names.</summary>
    private void EnterNames(Market market) => Pair.Runtime.InTransaction(unit =>
    {
        foreach (var id in market.Instruments.Ids)
        {
            unit.Execute(
                """
                INSERT INTO instruments (instrument_id, issuer_id, market_id, asset_class, symbol, currency, status)
                VALUES (@id, @id, @market, 'EQUITY', @id, @currency, 'ACTIVE')
                """,
                new { id, market = market.Definition.MarketId, currency = market.Definition.Currency });
        }
    });
}
