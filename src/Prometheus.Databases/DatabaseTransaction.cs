using System.Data.Common;
using Dapper;
using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>
/// One unit of work on one logical database: everything in it is committed together or not at all.
/// </summary>
/// <remarks>
/// Rows of a described table go in two ways, both through a typed <see cref="RowWriter"/> without an object a row:
/// <code>
/// database.InTransaction(unit =>
/// {
///     unit.Replace(Table, KeyRange.Where("model_id = @model AND as_of_date BETWEEN @from AND @to", new { model, from, to }), rows =>
///     {
///         foreach (...)                       // in ascending key order: that is what makes it fast
///         {
///             rows.Text("INSTRUMENT").Text(id).Date(asOf).Text(model)    // the key columns come first
///                 .Real(volScore)                                        // NaN becomes NULL, ±∞ is a DataError
///                 .EndRow();
///         }
///     });
///     unit.Upsert(Entities, rows => rows.Text(id).Text(name).EndRow());  // small writes only
/// });
/// </code>
/// </remarks>
public abstract class DatabaseTransaction : IDatabaseReads, IDisposable
{
    private readonly Database _database;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private bool _finished;
    private readonly Dictionary<string, TableSlice> _written = new(StringComparer.Ordinal);
    private AccessLog? _log;

    private protected DatabaseTransaction(Database database, DbConnection connection, DbTransaction transaction)
    {
        _database = database;
        _connection = connection;
        _transaction = transaction;
    }

    public LogicalDatabase Database => _database.Name;

    public DatabaseEngine Engine => _database.Engine;

    private protected DbConnection Connection => _connection;

    private protected DbTransaction Transaction => _transaction;

    /// <summary>All rows of a small query, as this transaction sees them.</summary>
    public IReadOnlyList<T> Query<T>(string sql, object? parameters = null)
    {
        AccessLog.NoteStatement(Database, sql, parameters);
        return _connection.Query<T>(_database.Spell(sql), parameters, _transaction).AsList();
    }

    /// <inheritdoc/>
    public T? Scalar<T>(string sql, object? parameters = null)
    {
        AccessLog.NoteStatement(Database, sql, parameters);
        return _connection.ExecuteScalar<T>(_database.Spell(sql), parameters, _transaction);
    }

    /// <summary>Streams the rows of a large query, as this transaction sees them. Nothing else may run until the reader is disposed.</summary>
    public RowReader Read(string sql, object? parameters = null)
    {
        AccessLog.NoteStatement(Database, sql, parameters);
        return _database.ReadRows(_connection, _transaction, sql, parameters, ownsConnection: false);
    }

    /// <summary>Runs one statement and returns the number of rows it touched.</summary>
    public int Execute(string sql, object? parameters = null)
    {
        if (AccessLog.Uncovered is { } log && StatementSlices.Written(sql) is { } table && TableRoles.Of(table) == TableRole.Result)
            Note(log, StatementSlices.Of(Database, sql, parameters).Where(s => s.Table == table));
        return _connection.Execute(_database.Spell(sql), parameters, _transaction);
    }

    /// <summary>Deletes the rows of a slice of a stored table and returns their number.</summary>
    public int Delete(TableShape table, TableSlice slice)
    {
        var (conditions, parameters) = SliceDigest.ConditionsOf(slice, table);
        return _connection.Execute(_database.Spell($"DELETE FROM {table.QuotedName} WHERE {string.Join(" AND ", conditions.DefaultIfEmpty("1 = 1"))}"), parameters, _transaction);
    }

    /// <summary>
    /// Makes <paramref name="range"/> of <paramref name="table"/> hold exactly the rows that <paramref name="write"/> gives: keys that are new once
    /// the range is empty, ascending. Returns their number.
    /// </summary>
    public long Replace(TableShape table, KeyRange range, Action<RowWriter> write)
    {
        if (AccessLog.Current is not { } log || TableRoles.Of(table.Name) != TableRole.Result)
            return ReplaceRows(table, range, write);
        var owned = StatementSlices.OfCondition(Database, table.Name, range.Condition, range.Parameters).ToArray();
        return Noted(log, table, owned.All(s => s.Where.Count > 0) ? owned : null, write, rows => ReplaceRows(table, range, rows));
    }

    /// <summary>Adds rows whose keys are new, ascending by key. Returns their number.</summary>
    public long Insert(TableShape table, Action<RowWriter> write)
    {
        return AccessLog.Current is { } log && TableRoles.Of(table.Name) == TableRole.Result
            ? Noted(log, table, owned: null, write, rows => InsertRows(table, rows))
            : InsertRows(table, write);
    }

    /// <summary>
    /// Inserts rows, each key once, or updates all other columns of those whose key exists. For some thousands of rows; beyond that
    /// <see cref="Replace"/> a range.
    /// </summary>
    public long Upsert(TableShape table, Action<RowWriter> write)
    {
        return AccessLog.Current is { } log && TableRoles.Of(table.Name) == TableRole.Result
            ? Noted(log, table, owned: null, write, rows => UpsertRows(table, rows))
            : UpsertRows(table, write);
    }

    /// <summary>
    /// Keys that no row of <paramref name="table"/> has, ascending, for rows of this transaction; two transactions never get the same one. An
    /// embedded database has one writer at a time, which takes what follows the largest.
    /// </summary>
    public abstract int[] NewKeys(string table, string column, int count);

    /// <summary>Lets no other transaction write <paramref name="table"/> until this one ends; others may read.</summary>
    public abstract void Lock(string table);

    public void Commit()
    {
        if (_log is { } log)
        {
            TableSlice[] written = [.. _written.Values];
            log.NoteWritten(written);
            log.Committing?.Invoke(this, written);
        }

        _transaction.Commit();
        _finished = true;
    }

    private protected abstract long ReplaceRows(TableShape table, KeyRange range, Action<RowWriter> write);

    private protected abstract long InsertRows(TableShape table, Action<RowWriter> write);

    private protected abstract long UpsertRows(TableShape table, Action<RowWriter> write);

    /// <param name="owned">The rows that are the writer's; null to tell from the keys it writes.</param>
    private long Noted(AccessLog log, TableShape table, TableSlice[]? owned, Action<RowWriter> write, Func<Action<RowWriter>, long> save)
    {
        Note(log, owned ?? []);
        using var cover = AccessLog.Cover();
        if (owned is not null)
            return save(write);
        var keys = new WrittenKeys(table);
        var rows = save(writer =>
        {
            writer.Keys = keys;
            write(writer);
        });
        var dates = keys.Dates;
        Note(log, keys.Groups().Select(g => new TableSlice(Database, table.Name) { Where = g, DateColumn = dates?.Column, First = dates?.First, Last = dates?.Last }));
        return rows;
    }

    private void Note(AccessLog log, IEnumerable<TableSlice> slices)
    {
        _log = log;
        AccessLog.Merge(_written, slices.SelectMany(s => s.WrittenAsSeeds()));
    }

    /// <summary>Rolls back what was not committed and closes the connection.</summary>
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private void Close()
    {
        if (!_finished)
        {
            try
            {
                _transaction.Rollback();
            }
            catch (Exception error) when (error is DbException or InvalidOperationException or IOException)
            {
                // The connection is gone, and with it the transaction: the engine rolls back by itself. The first error is the one to report.
            }
        }

        _transaction.Dispose();
        _connection.Dispose();
    }
}
