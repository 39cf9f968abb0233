using Microsoft.Data.Sqlite;
using Npgsql;
using Prometheus.Bench.Floors;
using Prometheus.Core.Instruments;
using Prometheus.Databases;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.Data;

namespace Prometheus.Bench.Worlds;

/// <summary>A pair of databases that only the benchmark uses, dropped when disposed.</summary>
internal sealed class BenchDatabases : IDisposable
{
    public const string MarketId = "US_EQ";

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

    /// <summary>The environment in which the executable finds these databases.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        [DatabaseSettings.HomeKey] = Settings.Home,
        [DatabaseSettings.HistoricalKey] = Settings.Historical ?? "",
        [DatabaseSettings.RuntimeKey] = Settings.Runtime ?? "",
    };

    /// <param name="server">Address of a PostgreSQL server on which databases may be made; null starts a private one.</param>
    /// <param name="home">Folder of embedded databases.</param>
    public static BenchDatabases Create(DatabaseEngine engine, string? server, string home) => engine == DatabaseEngine.Sqlite
        ? new BenchDatabases(new DatabaseSettings(home), server: null)
        : new BenchDatabases(new DatabaseSettings(home, CreateDatabase(server), CreateDatabase(server)), server);

    /// <summary>Imports a price file of US_EQ as the command line does.</summary>
    public void Import(string csv)
        => ImportPrices.Run(Pair, new ImportPricesOptions { Path = csv, MarketId = MarketId, Basis = PriceBasis.Raw });

    /// <summary>The tables of one logical database that hold rows, the schema's own aside.</summary>
    public string[] FilledTables(LogicalDatabase name)
        => Tables(name).Where(t => Pair[name].Scalar<long>($"SELECT COUNT(*) FROM (SELECT 1 FROM {t} LIMIT 1) AS present") > 0).ToArray();

    /// <summary>Empties tables and settles the engine, so that every contender starts from the same place.</summary>
    public void Empty(LogicalDatabase name, params IReadOnlyList<string> tables)
    {
        if (Settings.AddressOf(name) is { } address)
            Execute(address, $"TRUNCATE {string.Join(", ", tables)}");
        else
            ExecuteEmbedded(name, tables.Select(t => $"DELETE FROM {t}"));
        Settle(name);
    }

    /// <summary>Leaves the engine nothing to tidy up while the watch runs.</summary>
    public void Settle(LogicalDatabase name)
    {
        if (Settings.AddressOf(name) is { } address)
            Execute(address, "CHECKPOINT");
        else
            ExecuteEmbedded(name, ["PRAGMA wal_checkpoint(TRUNCATE)"]);
    }

    /// <summary>What a logical database takes, the log of an embedded one folded in.</summary>
    public long BytesOf(LogicalDatabase name)
    {
        Settle(name);
        return Settings.AddressOf(name) is null
            ? new FileInfo(Settings.FileOf(name)).Length
            : Pair[name].Scalar<long>("SELECT pg_database_size(current_database())");
    }

    /// <summary>F_write of what <paramref name="tables"/> hold now.</summary>
    public WriteFloor FloorOf(LogicalDatabase name, params IReadOnlyList<string> tables)
        => Settings.AddressOf(name) is { } address ? new PostgresWriteFloor(address, tables) : new SqliteWriteFloor(Settings.FileOf(name), tables);

    /// <summary>F_read of the market's bars.</summary>
    public ReadFloor ReadFloor
        => new(Settings.Historical is { } address ? new NpgsqlConnection(address) : new SqliteConnection($"Data Source={Settings.FileOf(LogicalDatabase.Historical)};Pooling=False"));

    public void Dispose()
    {
        Pair.Dispose();
        foreach (var address in new[] { Settings.Historical, Settings.Runtime })
        {
            if (address is null)
                continue;
            if (_server is null)
                PostgresCluster.Shared.ReturnDatabase(address);
            else
                Execute(_server, $"DROP DATABASE {new NpgsqlConnectionStringBuilder(address).Database} WITH (FORCE)");
        }
    }

    private IReadOnlyList<string> Tables(LogicalDatabase name) => Pair[name].Query<string>(Pair[name].Engine == DatabaseEngine.Sqlite
        ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'schema_migrations' ORDER BY name"
        : "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'schema_migrations' ORDER BY 1");

    private static string CreateDatabase(string? server)
    {
        if (server is null)
            return PostgresCluster.Shared.RentDatabase();
        var database = $"prometheus_bench_{Guid.NewGuid():N}";
        Execute(server, $"CREATE DATABASE {database}");
        return new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;
    }

    private static void Execute(string address, string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(address) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        command.ExecuteNonQuery();
    }

    private void ExecuteEmbedded(LogicalDatabase name, IEnumerable<string> statements)
    {
        using var connection = new SqliteConnection($"Data Source={Settings.FileOf(name)};Pooling=False");
        connection.Open();
        foreach (var sql in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
