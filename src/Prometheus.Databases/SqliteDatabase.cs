using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Prometheus.Core.Errors;
using Prometheus.Databases.Bulk;
using SQLitePCL;

namespace Prometheus.Databases;

/// <summary>An embedded logical database: one file in write-ahead-log mode, so that readers never wait for the writer.</summary>
internal sealed class SqliteDatabase : Database
{
    /// <summary>How long a connection waits for another process's write lock.</summary>
    private const int BusyTimeoutSeconds = 30;

    /// <summary>Native calls do not have the provider's own retry loop: they wait by busy_timeout.</summary>
    private static readonly string[] ReadPragmas = [$"PRAGMA busy_timeout = {BusyTimeoutSeconds}000", "PRAGMA query_only = 1"];

    /// <summary>
    /// A clustered row that outgrows a quarter of its page costs a page of its own, and the rows of a universe carry about a kilobyte of reasons.
    /// The page size of a file is that of its first write; later it says nothing.
    /// </summary>
    private static readonly string[] WritePragmas =
        [ReadPragmas[0], "PRAGMA page_size = 8192", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA cache_size = -65536"];

    private readonly string _file;

    /// <summary>Held open so that the write-ahead log is folded into the file when the work is done, not after every transaction.</summary>
    private readonly SqliteConnection _anchor;

    static SqliteDatabase() => Batteries_V2.Init();

    private SqliteDatabase(LogicalDatabase name, string file)
        : base(name, $"SQLite file {file}")
    {
        _file = file;
        _anchor = Connect(SqliteOpenMode.ReadWriteCreate);
    }

    public override DatabaseEngine Engine => DatabaseEngine.Sqlite;

    public static SqliteDatabase Open(LogicalDatabase name, string file)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            return new SqliteDatabase(name, file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseError($"the folder of SQLite file {file} cannot be created: {error.Message}", error);
        }
    }

    public override DatabaseTransaction Begin()
    {
        var connection = Connect(SqliteOpenMode.ReadWrite);
        try
        {
            return new SqliteTransactionScope(this, connection, connection.BeginTransaction(deferred: false));
        }
        catch (SqliteException error) when (error.SqliteErrorCode == NativeSqlite.Busy)
        {
            connection.Dispose();
            throw new DatabaseError($"SQLite file {_file} is being written by another process, which did not finish within {BusyTimeoutSeconds} seconds", error);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal override void Compact()
    {
        using var connection = Connect();
        connection.Execute("VACUUM");
    }

    internal override DbConnection Connect() => Connect(SqliteOpenMode.ReadWrite);

    internal override RowReader ReadOnly(string sql)
    {
        var connection = Connect(SqliteOpenMode.ReadOnly);
        try
        {
            if (IsSeveral(connection, sql))
                throw new NotSupportedException("the provider would run the first statement and pass over the others");
            var command = connection.CreateCommand(); // disposed with the connection; disposing it here would close the reader
            command.CommandText = sql;
            var reader = command.ExecuteReader();
            if (reader.FieldCount == 0)
                throw new UserError("the statement returns no rows, expected a SELECT");
            return new SqliteRowReader(reader, reader, connection);
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
        var reader = (SqliteDataReader)(wrapped is IWrappedDataReader inner ? inner.Reader : wrapped);
        return new SqliteRowReader(reader, wrapped, ownsConnection ? connection : null);
    }

    /// <summary>True where something to run follows the first statement; white space and comments do not.</summary>
    private static bool IsSeveral(SqliteConnection connection, string sql)
    {
        if (raw.sqlite3_prepare_v2(connection.Handle, sql, out var first, out var rest) != raw.SQLITE_OK)
            return false;
        first.Dispose();
        if (string.IsNullOrWhiteSpace(rest))
            return false;
        var isRunnable = raw.sqlite3_prepare_v2(connection.Handle, rest, out var second) != raw.SQLITE_OK || !second.IsInvalid;
        second?.Dispose();
        return isRunnable;
    }

    private protected override void Close() => _anchor.Dispose();

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        // Without pooling a closed connection lets go of its file at once.
        var address = new SqliteConnectionStringBuilder { DataSource = _file, Mode = mode, Pooling = false, DefaultTimeout = BusyTimeoutSeconds };
        var connection = new SqliteConnection(address.ConnectionString);
        try
        {
            connection.Open();

            // One command each: in a batch the provider swallows the error of every statement after the first that returns a row.
            foreach (var pragma in mode == SqliteOpenMode.ReadOnly ? ReadPragmas : WritePragmas)
                connection.Execute(pragma);
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new DatabaseError($"SQLite file {_file} cannot be opened: {error.Message.TrimEnd('.')}", error);
        }
    }
}
