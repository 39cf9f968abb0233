namespace Prometheus.Databases.Bulk;

/// <summary>Which rows of a table were written, by the texts that lead their keys and the range of the first date in them.</summary>
internal sealed class WrittenKeys(TableShape table)
{
    /// <summary>More texts than these, and the second counts no more; more of the first alone, and the whole table was written.</summary>
    private const int Most = 64;

    private readonly string[] _texts = [.. table.Columns[..table.KeyColumns].ToArray().TakeWhile(c => c.Type == ColumnType.Text).Take(2).Select(c => c.Name)];
    private readonly int _date = Array.FindIndex(table.Columns[..table.KeyColumns].ToArray(), c => c.Type == ColumnType.Date);
    private readonly HashSet<(string First, string Second)> _pairs = [];
    private readonly HashSet<string> _firsts = new(StringComparer.Ordinal);
    private long _from = long.MaxValue;
    private long _to = long.MinValue;

    public void Add(string?[] texts, long[] numbers)
    {
        if (_date >= 0)
            (_from, _to) = (Math.Min(_from, numbers[_date]), Math.Max(_to, numbers[_date]));
        if (_texts.Length == 0 || _firsts.Count > Most)
            return;
        _firsts.Add(texts[0] ?? "");
        if (_texts.Length > 1 && _pairs.Count <= Most)
            _pairs.Add((texts[0] ?? "", texts[1] ?? ""));
    }

    /// <summary>The first date column of the keys and the range it had; null where there is none.</summary>
    public (string Column, DateOnly First, DateOnly Last)? Dates
        => _date >= 0 && _from <= _to ? (table.Columns[_date].Name, DateOnly.FromDayNumber((int)_from), DateOnly.FromDayNumber((int)_to)) : null;

    /// <summary>The values, by column, that rows had in common, a group of rows each; without any where all of the table may have been written.</summary>
    public IEnumerable<SortedList<string, string>> Groups()
    {
        if (_texts.Length > 1 && _pairs.Count is > 0 and <= Most)
            return _pairs.Select(p => new SortedList<string, string>(StringComparer.Ordinal) { [_texts[0]] = p.First, [_texts[1]] = p.Second });
        if (_firsts.Count is > 0 and <= Most)
            return _firsts.Select(f => new SortedList<string, string>(StringComparer.Ordinal) { [_texts[0]] = f });
        return _firsts.Count > 0 || _texts.Length == 0 ? [new SortedList<string, string>(StringComparer.Ordinal)] : [];
    }
}
