using Prometheus.Databases;

namespace Prometheus.Testing.Databases;

/// <summary>
/// A pair of empty logical databases of its own for one test, gone when disposed.
/// </summary>
/// <example>
/// <code>
/// [Theory, OnSqlite, OnPostgreSql]
/// public void Rows_come_back_as_they_went_in(DatabaseEngine engine)
/// {
///     using var databases = TestDatabases.Create(engine);
///     using var runtime = Database.Open(LogicalDatabase.Runtime, databases.Settings);
/// </code>
/// </example>
public sealed class TestDatabases : IDisposable
{
    private readonly string _home;

    private TestDatabases(string home, DatabaseSettings settings)
    {
        _home = home;
        Settings = settings;
    }

    public DatabaseSettings Settings { get; }

    public static TestDatabases Create(DatabaseEngine engine)
    {
        var home = Directory.CreateTempSubdirectory("prometheus-home-").FullName;
        var settings = engine == DatabaseEngine.Sqlite
            ? new DatabaseSettings(home)
            : new DatabaseSettings(home, PostgresCluster.Shared.RentDatabase(), PostgresCluster.Shared.RentDatabase());
        return new TestDatabases(home, settings);
    }

    public void Dispose()
    {
        foreach (var address in new[] { Settings.Historical, Settings.Runtime })
        {
            if (address is not null)
                PostgresCluster.Shared.ReturnDatabase(address);
        }

        Directory.Delete(_home, recursive: true);
    }
}
