namespace Prometheus.Databases;

/// <summary>Where a logical database lives.</summary>
public enum DatabaseEngine
{
    /// <summary>The embedded default: one file under the home folder.</summary>
    Sqlite,

    /// <summary>A server, named by a connection string or a <c>postgres://</c> URL.</summary>
    PostgreSql,
}
