using Prometheus.Core.Errors;

namespace Prometheus.Databases;

/// <summary>Where the two logical databases live. Reading flags, environment and files is the host's work; this record only weighs them.</summary>
/// <param name="Home">Folder of the embedded databases, <c>historical.db</c> and <c>runtime.db</c>.</param>
/// <param name="Historical">PostgreSQL connection string or URL of the historical database; null means embedded.</param>
/// <param name="Runtime">The same for the runtime database.</param>
public sealed record DatabaseSettings(string Home, string? Historical = null, string? Runtime = null)
{
    public const string HomeKey = "PROMETHEUS_HOME";
    public const string HistoricalKey = "PROMETHEUS_HISTORICAL";
    public const string RuntimeKey = "PROMETHEUS_RUNTIME";
    public const string DefaultHome = "./prometheus-data";

    /// <summary>
    /// The first of flags, environment and <c>.env</c> that has a key decides it; a blank value counts as absent. All three are keyed by the
    /// names of the environment variables.
    /// </summary>
    public static DatabaseSettings Resolve(
        IReadOnlyDictionary<string, string> flags,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyDictionary<string, string> dotenv)
    {
        return new DatabaseSettings(Find(HomeKey) ?? DefaultHome, Find(HistoricalKey), Find(RuntimeKey));

        string? Find(string key)
        {
            foreach (var source in (ReadOnlySpan<IReadOnlyDictionary<string, string>>)[flags, environment, dotenv])
            {
                if (source.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value))
                    return value.Trim();
            }

            return null;
        }
    }

    /// <summary>The connection string or URL of one logical database, or null where it is embedded.</summary>
    public string? AddressOf(LogicalDatabase database) => database switch
    {
        LogicalDatabase.Historical => Historical,
        LogicalDatabase.Runtime => Runtime,
        _ => throw new UserError($"there is no logical database '{database}'"),
    };

    /// <summary>The file of one embedded logical database.</summary>
    public string FileOf(LogicalDatabase database) => Path.Combine(Home, database == LogicalDatabase.Historical ? "historical.db" : "runtime.db");

    /// <summary>Addresses may hold passwords, so the record prints none of them.</summary>
    public override string ToString()
        => $"home {Home}, historical {(Historical is null ? "embedded" : "PostgreSQL")}, runtime {(Runtime is null ? "embedded" : "PostgreSQL")}";
}
