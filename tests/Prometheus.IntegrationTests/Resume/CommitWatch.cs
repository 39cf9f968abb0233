using Microsoft.Data.Sqlite;
using Prometheus.Testing.Processes;

namespace Prometheus.IntegrationTests.Resume;

/// <summary>Sees whether anybody else has committed a change to an embedded store since it was opened; a saved unit is one, since it tells when it was finished.</summary>
internal sealed class CommitWatch : IDisposable
{
    private readonly (SqliteConnection Connection, long Version)[] _files;

    public CommitWatch(ProgramHome home)
        : this(home.Settings.Home)
    {
    }

    public CommitWatch(string folder)
        => _files = Directory.EnumerateFiles(folder, "*.db").Order(StringComparer.Ordinal).Select(file =>
        {
            var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            connection.Open();
            return (connection, VersionOf(connection));
        }).ToArray();

    public bool HasSeenOne => _files.Any(f => VersionOf(f.Connection) != f.Version);

    public void Dispose()
    {
        foreach (var (connection, _) in _files)
            connection.Dispose();
    }

    /// <summary>SQLite's own count of what others committed, as one connection sees it.</summary>
    private static long VersionOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)command.ExecuteScalar()!;
    }
}
