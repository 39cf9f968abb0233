using System.Data.Common;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;
using Prometheus.Core.Errors;
using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>A logical database on a PostgreSQL server.</summary>
internal sealed partial class PostgresDatabase : Database
{
    private readonly NpgsqlDataSource _source;

    private PostgresDatabase(LogicalDatabase name, string description, NpgsqlDataSource source)
        : base(name, description) => _source = source;

    public override DatabaseEngine Engine => DatabaseEngine.PostgreSql;

    public static PostgresDatabase Open(LogicalDatabase name, string address)
    {
        var setting = name == LogicalDatabase.Historical ? DatabaseSettings.HistoricalKey : DatabaseSettings.RuntimeKey;
        var parsed = PostgresAddress.Parse(address, setting);
        var database = new PostgresDatabase(name, PostgresAddress.Describe(parsed), new NpgsqlDataSourceBuilder(parsed.ConnectionString).Build());
        try
        {
            database.Connect().Dispose();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public override DatabaseTransaction Begin()
    {
        var connection = (NpgsqlConnection)Connect();
        try
        {
            return new PostgresTransactionScope(this, connection, connection.BeginTransaction());
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A dropped table has given back its room already.</summary>
    internal override void Compact()
    {
    }

    internal override DbConnection Connect()
    {
        try
        {
            return _source.OpenConnection();
        }
        catch (Exception error) when (error is NpgsqlException or SocketException or TimeoutException or IOException)
        {
            throw new DatabaseError($"{Description} cannot be reached: {ReasonOf(error)}", error);
        }
    }

    internal override RowReader ReadOnly(string sql)
    {
        var connection = (NpgsqlConnection)Connect();
        try
        {
            // After its first query a transaction cannot become READ WRITE any more, and a batch command takes one statement only, so the
            // statement can neither change the mode nor leave the transaction and go on.
            connection.Execute("BEGIN READ ONLY; SELECT 1");
            using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(sql) } };
            var reader = batch.ExecuteReader();
            if (reader.FieldCount == 0)
                throw new UserError("the statement returns no rows, expected a SELECT");
            return new PostgresRowReader(reader, reader, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal override RowReader ReadRows(DbConnection connection, DbTransaction? transaction, string sql, object? parameters, bool ownsConnection)
    {
        var wrapped = connection.ExecuteReader(Spell(sql), parameters, transaction);
        var reader = (NpgsqlDataReader)(wrapped is IWrappedDataReader inner ? inner.Reader : wrapped);
        return new PostgresRowReader(reader, wrapped, ownsConnection ? connection : null);
    }

    /// <summary>PostgreSQL takes a list as one array: <c>x IN @list</c> is <c>x = ANY(@list)</c>.</summary>
    internal override string Spell(string sql)
        => sql.Contains("IN @", StringComparison.Ordinal) ? List().Replace(NotList().Replace(sql, "<> ALL(@$1)"), "= ANY(@$1)") : sql;

    private protected override void Close() => _source.Dispose();

    /// <summary>The server's own words where it answered, the network's where it did not; both are free of secrets.</summary>
    private static string ReasonOf(Exception error)
        => error is PostgresException answer ? answer.MessageText : (error.InnerException ?? error).Message.TrimEnd('.');

    [GeneratedRegex(@"\bIN @(\w+)")]
    private static partial Regex List();

    [GeneratedRegex(@"\bNOT IN @(\w+)")]
    private static partial Regex NotList();
}
