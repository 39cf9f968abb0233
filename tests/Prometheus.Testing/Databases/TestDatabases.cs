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

    /// <summary>A pair with what another holds, on the same engine; nobody writes to the other.</summary>
    public static TestDatabases CopyOf(TestDatabases other)
    {
        var home = Directory.CreateTempSubdirectory("prometheus-home-").FullName;
        foreach (var file in Directory.EnumerateFiles(other._home, "*.db"))
            File.Copy(file, Path.Combine(home, Path.GetFileName(file)));
        return new TestDatabases(home, new DatabaseSettings(home, CopyOf(other.Settings.Historical), CopyOf(other.Settings.Runtime)));

        static string? CopyOf(string? address) => address is null ? null : PostgresCluster.Shared.RentCopyOf(address);
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
