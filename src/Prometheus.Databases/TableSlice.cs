using System.Globalization;
using System.Text.Json;

namespace Prometheus.Databases;

/// <summary>A part of a table that was read or written: the rows with these values in some columns, within a range of one date column.</summary>
/// <param name="Database">Whose table.</param>
/// <param name="Table">Its name.</param>
public sealed record TableSlice(LogicalDatabase Database, string Table)
{
    /// <summary>Stands in <see cref="Where"/> for a choice of single dates, by its hash: the range then holds other dates too.</summary>
    internal const string ChosenDates = "dates";

    /// <summary>What the rows have in common, by column, the market of their names among it; empty for all rows.</summary>
    public SortedList<string, string> Where { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The columns that were read, or may have been; null for all.</summary>
    public SortedSet<string>? Columns { get; init; }

    /// <summary>The column that bounds the rows; null where nothing does.</summary>
    public string? DateColumn { get; init; }

    /// <summary>First date, inclusive; null for an open beginning.</summary>
    public DateOnly? First { get; init; }

    /// <summary>Last date, inclusive; null for an open end.</summary>
    public DateOnly? Last { get; init; }

    /// <summary>True where a writer put its own rows in the place of all rows of the slice. Not stored: it is asked when what was written is written down.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>The table and its values, without dates: <c>stability_vectors INSTRUMENT stab-core-v1</c>.</summary>
    public string Name => Where.Count == 0 ? Table : $"{Table} {string.Join(' ', Where.Values)}";

    /// <summary>Name and dates for a person.</summary>
    public override string ToString() => (First, Last) switch
    {
        (null, null) => Name,
        (null, { } last) => string.Create(CultureInfo.InvariantCulture, $"{Name} through {last:yyyy-MM-dd}"),
        ({ } first, null) => string.Create(CultureInfo.InvariantCulture, $"{Name} from {first:yyyy-MM-dd}"),
        ({ } first, { } last) => string.Create(CultureInfo.InvariantCulture, $"{Name} {first:yyyy-MM-dd}..{last:yyyy-MM-dd}"),
    };

    /// <summary>Whether a row can lie in both.</summary>
    public bool Meets(TableSlice other)
        => IsSameTable(other)
            && Where.All(w => w.Key == ChosenDates || !other.Where.TryGetValue(w.Key, out var value) || value == w.Value)
            && (DateColumn != other.DateColumn || ((First is null || other.Last is null || First <= other.Last) && (other.First is null || Last is null || other.First <= Last)));

    /// <summary>Whether every row of the other lies in this one.</summary>
    public bool Covers(TableSlice other)
        => IsSameTable(other)
            && Where.All(w => other.Where.TryGetValue(w.Key, out var value) && value == w.Value)
            && (DateColumn is null
                || (DateColumn == other.DateColumn && (First is null || (other.First is { } first && First <= first)) && (Last is null || (other.Last is { } last && last <= Last))));

    /// <summary>The smallest slice of the same values that holds both.</summary>
    public TableSlice With(TableSlice other) => (DateColumn is null || DateColumn != other.DateColumn
        ? this with { DateColumn = null, First = null, Last = null }
        : this with { First = First is null || other.First is null ? null : First < other.First ? First : other.First, Last = Last is null || other.Last is null ? null : Last > other.Last ? Last : other.Last })
        with
    { Columns = Columns is null || other.Columns is null ? null : [.. Columns, .. other.Columns], IsReplaced = IsReplaced ? other.IsReplaced || Covers(other) : other.IsReplaced && other.Covers(this) };

    /// <summary>What of this slice somebody who owns the other could not have written: null for nothing, else what lies before it.</summary>
    public TableSlice? Before(TableSlice owned)
    {
        if (!Meets(owned) || owned.Where.Count == 0)
            return this;
        return owned is { DateColumn: { } date, First: { } first } && DateColumn == date && !(First >= first) ? this with { Last = first.AddDays(-1) } : null;
    }

    /// <summary>
    /// The same rows as the tables of the seeds show them: small keys say nothing to others and differ between equal stores. Who reads a book is told
    /// by what is read of it.
    /// </summary>
    internal IEnumerable<TableSlice> ReadAsSeeds()
    {
        var views = SeedViews.Of(Database);
        if (views.FirstOrDefault(v => v.ValuesName == Table) is { } values)
            return [ShownBy(values)];
        return Table switch
        {
            "books" => [],
            "book_sessions" => [ShownBy(SeedViews.TryFind(Database, "backtest_daily_equity")!)],
            _ when views.Any(v => v.Name == Table) => [this],
            _ => views.FirstOrDefault(v => v.Tables.Contains(Table, StringComparer.Ordinal)) is { } view ? [ShownBy(view)] : [this],
        };
    }

    /// <summary>Of a book all rows are written together, whatever tables show them.</summary>
    internal IEnumerable<TableSlice> WrittenAsSeeds() => Table switch
    {
        "books" => SeedViews.Of(Database).Where(v => v.From.Contains("books ", StringComparison.Ordinal)).Select(ShownBy),
        _ when TableRoles.ParentOf(Table)?.Table == "books" => [],
        _ => ReadAsSeeds(),
    };

    /// <summary>The lean tables have the columns of the view, but for the name of a date, of a run and of a book; what it does not show narrows nothing.</summary>
    private TableSlice ShownBy(SeedView view)
    {
        var columns = view.Columns.Select(c => c.Column).ToArray();
        var where = new SortedList<string, string>(StringComparer.Ordinal);
        foreach (var (stored, value) in Where)
        {
            var column = stored[(stored.IndexOf('.', StringComparison.Ordinal) + 1)..];
            var shown = column switch
            {
                ChosenDates => column,
                "context" when !Array.Exists(columns, c => c.Name == column) => "run_id",
                "portfolio_id" when !Array.Exists(columns, c => c.Name == column) => "book_id",
                _ => column,
            };
            if (shown == ChosenDates || Array.Exists(columns, c => c.Name == shown))
                where[shown] = value;
        }

        var date = Array.Find(columns, c => c.Type == Bulk.ColumnType.Date)?.Name;
        return new TableSlice(Database, view.Name)
        {
            Where = where,
            DateColumn = DateColumn is null ? null : date,
            First = First,
            Last = Last,
            IsReplaced = IsReplaced && where.Count == Where.Count && (DateColumn is null || date is not null),
        };
    }

    public string ToJson() => JsonSerializer.Serialize(new Stored(Database, Table, new SortedDictionary<string, string>(Where, StringComparer.Ordinal), DateColumn, First, Last, Columns is null ? null : [.. Columns]));

    public static TableSlice FromJson(string json)
    {
        var stored = JsonSerializer.Deserialize<Stored>(json)!;
        return new TableSlice(stored.Database, stored.Table)
        {
            Where = new SortedList<string, string>(stored.Where, StringComparer.Ordinal),
            DateColumn = stored.DateColumn,
            First = stored.First,
            Last = stored.Last,
            Columns = stored.Columns is null ? null : new SortedSet<string>(stored.Columns, StringComparer.Ordinal),
        };
    }

    private bool IsSameTable(TableSlice other) => Database == other.Database && Table == other.Table;

    private sealed record Stored(LogicalDatabase Database, string Table, SortedDictionary<string, string> Where, string? DateColumn, DateOnly? First, DateOnly? Last, string[]? Columns);
}
