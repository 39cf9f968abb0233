using System.Text;
using Microsoft.Data.Sqlite;
using Prometheus.Core.Errors;
using SQLitePCL;

namespace Prometheus.Databases.Bulk;

/// <summary>
/// Writes rows through one prepared statement on the provider's native handle. Every return code is checked, and a row counts only when the
/// step says DONE.
/// </summary>
internal sealed unsafe class SqliteRowWriter : RowWriter, IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _owner;
    private readonly nint _statement;
    private readonly string _table;

    /// <summary>The text bound last in each column; a binding survives the reset, so an equal object need not be bound again.</summary>
    private readonly string?[] _bound;

    private byte[] _scratch = new byte[256];
    private bool _inRow;

    public SqliteRowWriter(SqliteConnection connection, TableShape table, string insert)
        : base(table)
    {
        _database = connection.Handle!;
        _table = table.Name;
        _bound = new string?[table.Columns.Length];
        if (raw.sqlite3_prepare_v2(_database, insert, out _owner) != NativeSqlite.Ok)
            throw Failure("prepare");
        _statement = _owner.DangerousGetHandle();
    }

    /// <summary>The last row must be whole.</summary>
    public void Complete()
    {
        if (_inRow)
            throw new InvalidOperationException($"the last row of {_table} was not ended");
    }

    public void Dispose() => _owner.Dispose();

    private protected override void PutNull(int column)
    {
        _bound[column] = null;
        Check(NativeSqlite.sqlite3_bind_null(_statement, column + 1));
    }

    private protected override void PutText(int column, string value)
    {
        if (ReferenceEquals(_bound[column], value))
        {
            _inRow = true;
            return;
        }

        RefuseNul(column, value);
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_scratch.Length < most)
            _scratch = new byte[most];
        var length = Encoding.UTF8.GetBytes(value, _scratch);
        BindText(column, _scratch.AsSpan(0, length));
        _bound[column] = value;
    }

    private protected override void PutInteger(int column, long value) => Check(NativeSqlite.sqlite3_bind_int64(_statement, column + 1, value));

    private protected override void PutNarrow(int column, int value) => PutInteger(column, value);

    private protected override void PutReal(int column, double value) => Check(NativeSqlite.sqlite3_bind_double(_statement, column + 1, value));

    private protected override void PutBoolean(int column, bool value) => Check(NativeSqlite.sqlite3_bind_int64(_statement, column + 1, value ? 1 : 0));

    private protected override void PutDate(int column, DateOnly value)
    {
        Span<byte> text = stackalloc byte[10];
        SqliteText.WriteDate(value, text);
        BindText(column, text);
    }

    private protected override void PutInstant(int column, DateTimeOffset value) => PutText(column, SqliteText.OfInstant(value));

    private protected override void PutJson(int column, string value) => PutText(column, value);

    private protected override void PutJson(int column, ReadOnlySpan<byte> utf8)
    {
        BindText(column, utf8);
        _bound[column] = null;
    }

    private protected override void PutBlob(int column, ReadOnlySpan<byte> value)
    {
        // A null pointer would bind NULL; an empty blob needs an address.
        fixed (byte* bytes = value.IsEmpty ? _scratch : value)
            Check(NativeSqlite.sqlite3_bind_blob(_statement, column + 1, bytes, value.Length, NativeSqlite.Transient));
    }

    private protected override void PutEnd()
    {
        var outcome = NativeSqlite.sqlite3_step(_statement);
        if (outcome != NativeSqlite.Done)
        {
            Exception failure = outcome == NativeSqlite.Constraint
                ? new DataError($"table {_table}, row {DescribeKey(int.MaxValue)}: {raw.sqlite3_errmsg(_database).utf8_to_string()}")
                : Failure("write a row");
            _ = NativeSqlite.sqlite3_reset(_statement); // repeats the step's own error
            throw failure;
        }

        Check(NativeSqlite.sqlite3_reset(_statement));
        _inRow = false;
    }

    private void BindText(int column, ReadOnlySpan<byte> text)
    {
        fixed (byte* bytes = text.IsEmpty ? _scratch : text)
            Check(NativeSqlite.sqlite3_bind_text(_statement, column + 1, bytes, text.Length, NativeSqlite.Transient));
    }

    private void Check(int code)
    {
        _inRow = true;
        if (code != NativeSqlite.Ok)
            throw Failure("bind a value");
    }

    private DatabaseError Failure(string action)
        => new DatabaseError($"SQLite could not {action} in table {_table}: {raw.sqlite3_errmsg(_database).utf8_to_string()}");
}
