using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using Prometheus.Core.Identity;

namespace Prometheus.Databases;

/// <summary>
/// Which part of which tables a statement touches, told from its text and parameters. Equalities and upper bounds narrow a table where the
/// statement is a plain conjunction; anything else (OR, a negated group, long lists) leaves it whole, so that a slice never says less than was read.
/// </summary>
internal static partial class StatementSlices
{
    /// <summary>Longer lists are not taken apart.</summary>
    private const int LongestList = 64;

    private static readonly ConcurrentDictionary<string, Statement> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static IEnumerable<TableSlice> Of(LogicalDatabase database, string sql, object? parameters)
    {
        var statement = Known.GetOrAdd(sql, Parse);
        return statement.Tables.SelectMany(t => SlicesOf(database, t, parameters, isWritten: false).Select(s => s with { Columns = statement.Words }));
    }

    /// <summary>The rows of one table that a condition owns; replaced where the slices say no more than the condition.</summary>
    public static IEnumerable<TableSlice> OfCondition(LogicalDatabase database, string table, string condition, object? parameters)
    {
        var isReplaced = IsUnderstood(condition, parameters);
        return Known.GetOrAdd($"SELECT 1 FROM {table} WHERE {condition}", Parse).Tables.Where(t => t.Name == table)
            .SelectMany(t => SlicesOf(database, t, parameters, isWritten: true)).Select(s => s with { IsReplaced = isReplaced });
    }

    /// <summary>Whether a slice keeps every part of a condition: what it does not keep makes it wider than the rows that were replaced.</summary>
    private static bool IsUnderstood(string condition, object? parameters)
    {
        var rest = Subquery().Replace(condition, s => MarketOfNames().IsMatch(s.Groups[1].Value) ? "@names" : "@rows");
        rest = Between().Replace(rest, m => ValueOf(parameters, m.Groups[3].Value) is DateOnly && ValueOf(parameters, m.Groups[4].Value) is DateOnly ? "" : "?");
        rest = Literal().Replace(rest, "");
        rest = Comparison().Replace(rest, m => (m.Groups[3].Value, ValueOf(parameters, m.Groups[4].Value)) switch
        {
            ("IN", _) when m.Groups[4].Value == "names" => "",
            ("=", string or DateOnly) or ("<=" or ">=", DateOnly) => "",
            ("IN", IEnumerable<string> list) when list.Take(2).Count() == 1 => "",
            ("IN", IEnumerable<DateOnly>) => "",
            _ => "?",
        });
        return And().Replace(rest, "").Trim().Length == 0;
    }

    /// <summary>The table a statement writes; null where it writes none.</summary>
    public static string? Written(string sql) => WriteStatement().Match(sql) is { Success: true } found ? found.Groups[1].Value : null;

    /// <summary>Names after FROM and JOIN.</summary>
    public static IReadOnlyList<string> TablesOf(string sql) => Parse(sql).Tables.Select(t => t.Name).Distinct(StringComparer.Ordinal).ToArray();

    private static List<TableSlice> SlicesOf(LogicalDatabase database, Source table, object? parameters, bool isWritten)
    {
        var slices = new List<TableSlice> { new(database, table.Name) };
        foreach (var (column, comparison, name) in table.Predicates)
        {
            var value = name[0] != '\'' ? ValueOf(parameters, name) : isWritten ? name[1..^1] : null;
            slices = (comparison, value) switch
            {
                ("=", string text) => slices.ConvertAll(s => With(s, column, text)),
                ("=", DateOnly date) => slices.ConvertAll(s => Bounded(s, column, date, date)),
                ("IN", IEnumerable<string> list) when list.Take(LongestList + 1).Count() <= LongestList / slices.Count
                    => [.. list.Distinct(StringComparer.Ordinal).SelectMany(text => slices.Select(s => With(s, column, text)))],
                ("IN", IEnumerable<DateOnly> dates) when dates.Any() && isWritten
                    => slices.ConvertAll(s => With(Bounded(s, column, dates.Min(), dates.Max()), TableSlice.ChosenDates, StableId.HashOf(dates)[..8])),
                ("IN", IEnumerable<DateOnly> dates) when dates.Any() => slices.ConvertAll(s => Bounded(s, column, dates.Min(), dates.Max())),
                ("<=", DateOnly date) => slices.ConvertAll(s => Bounded(s, column, null, date)),
                (">=", DateOnly date) => slices.ConvertAll(s => Bounded(s, column, date, null)),
                _ => slices,
            };
        }

        return slices;
    }

    private static TableSlice With(TableSlice slice, string column, string value)
    {
        var where = new SortedList<string, string>(slice.Where, StringComparer.Ordinal) { [column] = value };
        return slice with { Where = where };
    }

    /// <summary>The first date column that is bounded counts.</summary>
    private static TableSlice Bounded(TableSlice slice, string column, DateOnly? first, DateOnly? last)
        => slice.DateColumn is { } other && other != column ? slice : slice with { DateColumn = column, First = slice.First ?? first, Last = slice.Last ?? last };

    private static object? ValueOf(object? parameters, string name)
    {
        if (parameters is null or System.Collections.IEnumerable)
            return null;
        var property = Array.Find(Properties.GetOrAdd(parameters.GetType(), t => t.GetProperties()), p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));
        return property?.GetValue(parameters);
    }

    /// <summary>A subquery is a statement of its own; one that picks the names of a market narrows the outer table to it.</summary>
    private static Statement Parse(string sql)
    {
        // A statement can only read the columns it names.
        var words = AllColumns().IsMatch(sql) ? null : new SortedSet<string>(Word().Matches(sql).Select(w => w.Value), StringComparer.Ordinal);
        var inner = new List<Source>();
        for (var found = Subquery().Match(sql); found.Success; found = Subquery().Match(sql))
        {
            // Who belongs to the market shows in the rows of the outer table.
            var market = MarketOfNames().Match(found.Groups[1].Value);
            if (!market.Success)
                inner.AddRange(Conjunction(found.Groups[1].Value));
            sql = string.Concat(sql.AsSpan(0, found.Index), market.Success ? $"@names AND market_id = @{market.Groups[1].Value} " : "@rows ", sql.AsSpan(found.Index + found.Length));
        }

        return new Statement([.. Conjunction(sql), .. inner], words);
    }

    /// <summary>What stands in a group with OR, under NOT or in a CASE narrows nothing; the rest of the conjunction does.</summary>
    private static IEnumerable<Source> Conjunction(string sql)
    {
        sql = Group().Replace(sql, "@group");
        var sources = TableReference().Matches(sql)
            .Select(m => (Name: m.Groups[1].Value, Alias: m.Groups[2].Success && !Keyword().IsMatch(m.Groups[2].Value) ? m.Groups[2].Value : m.Groups[1].Value))
            .ToArray();
        var predicates = Disjunction().IsMatch(sql) ? [] : Joined(sql, PredicatesOf(sql));
        return sources.Select(s => new Source(s.Name, [.. PredicatesOn(s.Alias), .. FromParent(s.Name)]));

        IEnumerable<(string Column, string Comparison, string Parameter)> PredicatesOn(string alias)
            => sources.Count(o => o.Alias == alias) > 1
                ? []
                : predicates.Where(p => p.Owner == alias || (p.Owner.Length == 0 && sources.Length == 1)).Select(p => (p.Column, p.Comparison, p.Parameter));

        IEnumerable<(string Column, string Comparison, string Parameter)> FromParent(string table)
            => TableRoles.ParentOf(table) is { } parent && Array.Find(sources, s => s.Name == parent.Table) is { Alias: { } alias }
                ? PredicatesOn(alias).Select(p => ($"{parent.Table}.{p.Column}", p.Comparison, p.Parameter))
                : [];
    }

    private static (string Owner, string Column, string Comparison, string Parameter)[] PredicatesOf(string sql) =>
    [
        .. Comparison().Matches(sql).Select(m => (m.Groups[1].Value, m.Groups[2].Value, Closed(m.Groups[3].Value), m.Groups[4].Value)),
        .. Literal().Matches(sql).Select(m => (m.Groups[1].Value, m.Groups[2].Value, "=", m.Groups[3].Value)),
        .. Between().Matches(sql).SelectMany(m => new[]
        {
            (m.Groups[1].Value, m.Groups[2].Value, ">=", m.Groups[3].Value),
            (m.Groups[1].Value, m.Groups[2].Value, "<=", m.Groups[4].Value),
        }),
    ];

    /// <summary>What bounds a column bounds those it is joined by.</summary>
    private static (string Owner, string Column, string Comparison, string Parameter)[] Joined(
        string sql, (string Owner, string Column, string Comparison, string Parameter)[] predicates)
    {
        var pairs = Join().Matches(sql).Select(m => (A: (m.Groups[1].Value, m.Groups[2].Value), B: (m.Groups[3].Value, m.Groups[4].Value))).ToArray();
        return
        [
            .. predicates.Concat(predicates.SelectMany(p => pairs
                .Where(j => j.A == (p.Owner, p.Column) || j.B == (p.Owner, p.Column))
                .Select(j => j.A == (p.Owner, p.Column) ? j.B : j.A)
                .Select(to => (to.Item1, to.Item2, p.Comparison, p.Parameter)))).Distinct(),
        ];
    }

    private static string Closed(string comparison) => comparison is "<" or ">" ? comparison + "=" : comparison;

    [GeneratedRegex(@"\b(?:FROM|JOIN|UPDATE|INTO)\s+""?([a-z_][a-z0-9_]*)""?(?:\s+(?:AS\s+)?([a-z_]\w*))?")]
    private static partial Regex TableReference();

    [GeneratedRegex(@"\(\s*(SELECT\b(?:[^()]|\([^()]*\))*)\)")]
    private static partial Regex Subquery();

    [GeneratedRegex(@"^SELECT instrument_id FROM (?:instruments|price_series) WHERE market_id = @(\w+)\s*$")]
    private static partial Regex MarketOfNames();

    [GeneratedRegex(@"(?<!\()\*(?!\s*[\w(])|\.\*")]
    private static partial Regex AllColumns();

    [GeneratedRegex(@"(?<![@\w])[a-z_]\w*")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:on|where|order|group|set|values|using|select|limit)$", RegexOptions.IgnoreCase)]
    private static partial Regex Keyword();

    [GeneratedRegex(@"(?<![-+*/(,]\s*)(?<![\w.])(?:([a-z_]\w*)\.)?""?([a-z_]\w*)""?\s*(=|<=|<|>=|>|IN)\s*@(\w+)(?!\s*[-+*/])")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"(?<![\w.])(?:([a-z_]\w*)\.)?""?([a-z_]\w*)""?\s*=\s*('[^']*')")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\bAND\b")]
    private static partial Regex And();

    [GeneratedRegex(@"(?<![\w.])(?:([a-z_]\w*)\.)?""?([a-z_]\w*)""?\s+BETWEEN\s+@(\w+)\s+AND\s+@(\w+)")]
    private static partial Regex Between();

    [GeneratedRegex(@"\bNOT\s*\((?:[^()]|\([^()]*\))*\)|\bCASE\b.*?\bEND\b|\((?:[^()]|\([^()]*\))*\bOR\b(?:[^()]|\([^()]*\))*\)", RegexOptions.Singleline)]
    private static partial Regex Group();

    [GeneratedRegex(@"(?<![\w.])([a-z_]\w*)\.([a-z_]\w*)\s*=\s*([a-z_]\w*)\.([a-z_]\w*)(?!\s*[-+*/])")]
    private static partial Regex Join();

    [GeneratedRegex(@"\bOR\b")]
    private static partial Regex Disjunction();

    [GeneratedRegex(@"^\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+""?([a-z_][a-z0-9_]*)")]
    private static partial Regex WriteStatement();

    private sealed record Statement(Source[] Tables, SortedSet<string>? Words);

    private sealed record Source(string Name, (string Column, string Comparison, string Parameter)[] Predicates);
}
