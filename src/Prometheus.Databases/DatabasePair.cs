using Prometheus.Core.Errors;

namespace Prometheus.Databases;

/// <summary>Both logical databases, each opened at first use and checked to have this program's schema.</summary>
public sealed class DatabasePair : IDisposable
{
    private readonly Lazy<Database> _historical;
    private readonly Lazy<Database> _runtime;

    public DatabasePair(DatabaseSettings settings)
    {
        if (settings.Historical is { } historical && settings.Runtime is { } runtime)
        {
            var one = PostgresAddress.Parse(historical, DatabaseSettings.HistoricalKey);
            var other = PostgresAddress.Parse(runtime, DatabaseSettings.RuntimeKey);
            if (PostgresAddress.IsSame(one, other))
                throw new UserError($"{DatabaseSettings.HistoricalKey} and {DatabaseSettings.RuntimeKey} must name two databases, found the same one twice");
        }

        _historical = new Lazy<Database>(() => OpenReady(LogicalDatabase.Historical, settings));
        _runtime = new Lazy<Database>(() => OpenReady(LogicalDatabase.Runtime, settings));
    }

    public Database Historical => _historical.Value;

    public Database Runtime => _runtime.Value;

    public Database this[LogicalDatabase name] => name == LogicalDatabase.Historical ? Historical : Runtime;

    public void Dispose()
    {
        foreach (var database in (ReadOnlySpan<Lazy<Database>>)[_historical, _runtime])
        {
            if (database.IsValueCreated)
                database.Value.Dispose();
        }
    }

    private static Database OpenReady(LogicalDatabase name, DatabaseSettings settings)
    {
        var database = Database.Open(name, settings);
        try
        {
            Migrator.Require(database);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
