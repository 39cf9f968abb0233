using System.Data.Common;
using Dapper;
using Prometheus.Core.Errors;
using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>
/// One logical database on one engine: the small port every store speaks through. SQL here is the common ground of both engines
/// (<c>@name</c> parameters, <c>IN @names</c> for lists, <c>ON CONFLICT</c>, window functions); what differs stays behind this class.
/// </summary>
/// <remarks>
/// Thread-safe: every read and every transaction opens its own connection. Dates are <see cref="DateOnly"/>, instants <see cref="DateTimeOffset"/>.
/// <code>
/// using var database = Database.Open(LogicalDatabase.Runtime, settings);
/// var runs = database.Query&lt;RunRow&gt;("SELECT run_id, start_date FROM backtest_runs WHERE end_date &lt;= @asOf", new { asOf });
/// </code>
/// A row type is a record with <c>init</c> properties named like the columns, underscores aside (<c>StartDate</c> ⇄ <c>start_date</c>); positional
/// records do not work, because the engines return integers and dates in different widths.
/// </remarks>
public abstract class Database : IDatabaseReads, IDisposable
{
    static Database() => DapperTypes.Register();

    private protected Database(LogicalDatabase name, string description)
    {
        Name = name;
        Description = description;
    }

    public LogicalDatabase Name { get; }

    public abstract DatabaseEngine Engine { get; }

    /// <summary>Where it lives, without a secret: fit for messages.</summary>
    public string Description { get; }

    /// <summary>What a message calls it: <c>historical database</c>.</summary>
    internal string Label => Name == LogicalDatabase.Historical ? "historical database" : "runtime database";

    /// <summary>Opens one logical database. An embedded file and its folder are created where missing; a server must be there.</summary>
    /// <exception cref="DatabaseError">The server cannot be reached or the file cannot be opened.</exception>
    public static Database Open(LogicalDatabase name, DatabaseSettings settings)
        => settings.AddressOf(name) is { } address
            ? PostgresDatabase.Open(name, address)
            : SqliteDatabase.Open(name, settings.FileOf(name));

    /// <inheritdoc/>
    public IReadOnlyList<T> Query<T>(string sql, object? parameters = null)
    {
        AccessLog.NoteStatement(Name, sql, parameters);
        using var connection = Connect();
        return connection.Query<T>(Spell(sql), parameters).AsList();
    }

    /// <inheritdoc/>
    public T? Scalar<T>(string sql, object? parameters = null)
    {
        AccessLog.NoteStatement(Name, sql, parameters);
        using var connection = Connect();
        return connection.ExecuteScalar<T>(Spell(sql), parameters);
    }

    /// <inheritdoc/>
    public RowReader Read(string sql, object? parameters = null)
    {
        AccessLog.NoteStatement(Name, sql, parameters);
        var connection = Connect();
        try
        {
            return ReadRows(connection, transaction: null, sql, parameters, ownsConnection: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Begins the one transaction of a unit of work. What is not committed when it is disposed leaves no trace.</summary>
    public abstract DatabaseTransaction Begin();

    /// <summary>Runs <paramref name="work"/> in one transaction and commits it; an exception rolls everything back.</summary>
    public void InTransaction(Action<DatabaseTransaction> work)
    {
        using var transaction = Begin();
        work(transaction);
        transaction.Commit();
    }

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back the room of rows that are gone, where the engine does not do so by itself.</summary>
    internal abstract void Compact();

    /// <summary>An open connection that can write; the caller disposes it.</summary>
    internal abstract DbConnection Connect();

    /// <summary>Runs one statement of unknown intent where the engine itself refuses every write.</summary>
    internal abstract RowReader ReadOnly(string sql);

    internal abstract RowReader ReadRows(DbConnection connection, DbTransaction? transaction, string sql, object? parameters, bool ownsConnection);

    /// <summary>The engine's own spelling of a statement in the common SQL.</summary>
    internal virtual string Spell(string sql) => sql;

    /// <summary>Lets go of whatever the engine holds between connections.</summary>
    private protected abstract void Close();
}

/// <summary>Where a logical database lives.</summary>
public enum DatabaseEngine
{
    /// <summary>The embedded default: one file under the home folder.</summary>
    Sqlite,

    /// <summary>A server, named by a connection string or a <c>postgres://</c> URL.</summary>
    PostgreSql,
}
