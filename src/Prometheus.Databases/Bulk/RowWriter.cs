using System.Globalization;
using System.Runtime.CompilerServices;
using Prometheus.Core.Errors;

namespace Prometheus.Databases.Bulk;

/// <summary>
/// Takes the values of one row after the other, in the column order of its <see cref="TableShape"/>, without an object a value. It keeps the
/// boundary rule of every table: NaN is stored as NULL, ±∞ is a <see cref="DataError"/> that names table, column and key, −0 is stored as 0.
/// </summary>
public abstract class RowWriter
{
    private readonly string _table;
    private readonly Column[] _columns;
    private readonly int _keyColumns;
    private readonly string?[] _keyTexts;
    private readonly long[] _keyNumbers;
    private int _column;

    private protected RowWriter(TableShape table)
    {
        _table = table.Name;
        _columns = table.Columns.ToArray();
        _keyColumns = table.KeyColumns;
        _keyTexts = new string?[_keyColumns];
        _keyNumbers = new long[_keyColumns];
    }

    /// <summary>Takes the key of every row where somebody asks which rows were written.</summary>
    internal WrittenKeys? Keys { get; set; }

    /// <summary>Rows written so far.</summary>
    public long Rows { get; private set; }

    /// <summary>A text value; null is NULL.</summary>
    public RowWriter Text(string? value)
    {
        var column = Next(ColumnType.Text);
        if (column < _keyColumns)
            _keyTexts[column] = value;
        if (value is null)
            PutNull(column);
        else
            PutText(column, value);
        return this;
    }

    public RowWriter Integer(long value)
    {
        var column = Next(ColumnType.Integer);
        if (column < _keyColumns)
            _keyNumbers[column] = value;
        PutInteger(column, value);
        return this;
    }

    /// <summary>A small key or a code.</summary>
    public RowWriter Narrow(int value)
    {
        var column = Next(ColumnType.Narrow);
        if (column < _keyColumns)
            _keyNumbers[column] = value;
        PutNarrow(column, value);
        return this;
    }

    /// <summary>A small key or a code; null is NULL.</summary>
    public RowWriter Narrow(int? value) => value is { } number ? Narrow(number) : Null();

    /// <summary>NaN is stored as NULL, −0 as 0.</summary>
    /// <exception cref="DataError"><paramref name="value"/> is infinite.</exception>
    public RowWriter Real(double value)
    {
        var column = Next(ColumnType.Real);
        if (double.IsFinite(value))
            PutReal(column, value + 0.0); // −0 + 0 is 0
        else if (double.IsNaN(value))
            PutNull(column);
        else
            throw Refusal(column, "a finite number", value > 0 ? "+∞" : "−∞");
        return this;
    }

    public RowWriter Boolean(bool value)
    {
        PutBoolean(Next(ColumnType.Boolean), value);
        return this;
    }

    public RowWriter Date(DateOnly value)
    {
        var column = Next(ColumnType.Date);
        if (column < _keyColumns)
            _keyNumbers[column] = value.DayNumber;
        PutDate(column, value);
        return this;
    }

    /// <summary>A date; null is NULL.</summary>
    public RowWriter Date(DateOnly? value) => value is { } date ? Date(date) : Null();

    /// <summary>An instant, stored in UTC to the microsecond.</summary>
    public RowWriter Instant(DateTimeOffset value)
    {
        var column = Next(ColumnType.Instant);
        if (column < _keyColumns)
            _keyNumbers[column] = value.UtcTicks;
        PutInstant(column, value.ToUniversalTime());
        return this;
    }

    /// <summary>JSON text; null is NULL.</summary>
    public RowWriter Json(string? value)
    {
        var column = Next(ColumnType.Json);
        if (value is null)
            PutNull(column);
        else
            PutJson(column, value);
        return this;
    }

    /// <summary>JSON as UTF-8, straight from a writer that has escaped what must be.</summary>
    public RowWriter Json(ReadOnlySpan<byte> utf8)
    {
        PutJson(Next(ColumnType.Json), utf8);
        return this;
    }

    public RowWriter Blob(ReadOnlySpan<byte> value)
    {
        PutBlob(Next(ColumnType.Blob), value);
        return this;
    }

    /// <summary>NULL in the next column, whatever its type.</summary>
    public RowWriter Null()
    {
        if (_column >= _columns.Length)
            throw TooMany();
        PutNull(_column++);
        return this;
    }

    /// <summary>Ends the row; every column must have had its value.</summary>
    public void EndRow()
    {
        if (_column != _columns.Length)
            throw new InvalidOperationException($"a row of {_table} has {_columns.Length} columns, found {_column}");
        PutEnd();
        Keys?.Add(_keyTexts, _keyNumbers);
        _column = 0;
        Rows++;
    }

    private protected abstract void PutNull(int column);

    private protected abstract void PutText(int column, string value);

    private protected abstract void PutInteger(int column, long value);

    private protected abstract void PutNarrow(int column, int value);

    private protected abstract void PutReal(int column, double value);

    private protected abstract void PutBoolean(int column, bool value);

    private protected abstract void PutDate(int column, DateOnly value);

    private protected abstract void PutInstant(int column, DateTimeOffset value);

    private protected abstract void PutJson(int column, string value);

    private protected abstract void PutJson(int column, ReadOnlySpan<byte> utf8);

    private protected abstract void PutBlob(int column, ReadOnlySpan<byte> value);

    private protected abstract void PutEnd();

    /// <summary>PostgreSQL has no U+0000 in text, so no table has it.</summary>
    private protected void RefuseNul(int column, string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
            throw Refusal(column, "text", "the character U+0000");
    }

    /// <summary>The key of the current row as far as it is known, for messages.</summary>
    private protected string DescribeKey(int writtenColumns)
    {
        var parts = new string[Math.Min(_keyColumns, writtenColumns)];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = _columns[i].Type switch
            {
                ColumnType.Text => _keyTexts[i] ?? "NULL",
                ColumnType.Date => DateOnly.FromDayNumber((int)_keyNumbers[i]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ColumnType.Instant => new DateTimeOffset(_keyNumbers[i], TimeSpan.Zero).ToString("O", CultureInfo.InvariantCulture),
                _ => _keyNumbers[i].ToString(CultureInfo.InvariantCulture),
            };
        }

        return $"({string.Join(", ", parts)})";
    }

    private DataError Refusal(int column, string expected, string found)
        => new($"table {_table}, column {_columns[column].Name}, row {DescribeKey(column)}: expected {expected}, found {found}");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Next(ColumnType type)
    {
        var column = _column;
        if (column >= _columns.Length || _columns[column].Type != type)
            throw Mismatch(type);
        _column = column + 1;
        return column;
    }

    private InvalidOperationException Mismatch(ColumnType type)
        => _column >= _columns.Length
            ? TooMany()
            : new InvalidOperationException($"column {_columns[_column].Name} of {_table} is {_columns[_column].Type}, found {type}");

    private InvalidOperationException TooMany() => new($"a row of {_table} has {_columns.Length} columns, found more");
}
