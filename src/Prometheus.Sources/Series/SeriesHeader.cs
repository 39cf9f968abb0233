using System.Globalization;
using System.Text.RegularExpressions;
using Prometheus.Core.Errors;
using Prometheus.Sources.Csv;

namespace Prometheus.Sources.Series;

/// <summary>The header line of a series file: where the date is, and which fields become which series.</summary>
/// <param name="Line">Physical line.</param>
/// <param name="Fields">Fields of a row.</param>
/// <param name="Date">Field of the date.</param>
/// <param name="Columns">Fields and ids, in file order.</param>
internal sealed partial record SeriesHeader(int Line, int Fields, int Date, IReadOnlyList<(int Field, string Id)> Columns)
{
    private const int LongestId = 64;

    private static readonly string[] DateNames =
        ["date", "day", "time", "timestamp", "timeperiod", "tradedate", "asofdate", "observationdate", "session", "sessiondate", "caldt"];

    /// <summary>Null where the line is no header: it names a date (or leaves its first name blank) and at least one more column, no numbers.</summary>
    /// <exception cref="UserError">It is one, and does not have the columns asked for.</exception>
    public static SeriesHeader? From(in CsvRow row, string file, SeriesFileOptions options)
    {
        var names = new string[row.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = row.TextOf(i).Trim();
        var date = Array.FindIndex(names, n => DateNames.Contains(HeaderName.Simplify(n), StringComparer.Ordinal));
        if (date < 0)
            date = names[0].Length == 0 ? 0 : -1;
        if (date < 0 || names.Any(IsNumber) || !names.Where((n, i) => i != date && n.Length > 0).Any())
            return null;
        var header = new SeriesHeader(row.Line, names.Length, date, []);
        return header with { Columns = header.Choose(names, file, options) };
    }

    private static bool IsNumber(string name) => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private List<(int Field, string Id)> Choose(string[] names, string file, SeriesFileOptions options)
    {
        var values = Enumerable.Range(0, names.Length).Where(i => i != Date && names[i].Length > 0).ToArray();
        var chosen = options switch
        {
            { Id: { } id } => [(TheOne(names, values, file), id)],
            { Columns.Count: > 0 } => options.Columns.Select(c => (Find(names, values, c.Key, file), c.Value)).ToList(),
            { Prefix: { } prefix } => values.Select(i => (i, prefix + IdOf(names[i]))).ToList(),
            _ => Named(names, values, file),
        };
        return Checked(chosen.OrderBy(c => c.Item1).Select(c => (Field: c.Item1, Id: c.Item2.ToUpperInvariant())).ToList(), file);
    }

    private List<(int, string)> Named(string[] names, int[] values, string file)
    {
        if (IsBars(names))
            throw new UserError($"{file}, line {Line}: a file of bars needs --id for its close, or --columns NAME=ID for chosen columns");
        return values.Select(i => (i, TenorOf(names[i]) ?? IdOf(names[i]))).ToList();
    }

    private static bool IsBars(string[] names)
    {
        var simple = names.Select(HeaderName.Simplify).ToHashSet(StringComparer.Ordinal);
        return simple.Contains("open") && simple.Contains("high") && simple.Contains("low") && simple.Contains("close");
    }

    private int TheOne(string[] names, int[] values, string file)
    {
        if (values.Length == 1)
            return values[0];
        var close = Array.FindIndex(values, i => HeaderName.Simplify(names[i]) == "close");
        return close >= 0
            ? values[close]
            : throw new UserError(
                $"{file}, line {Line}: --id expects one value column or a close, found {Listed(names, values)}: give --columns NAME=ID or --prefix");
    }

    private int Find(string[] names, int[] values, string name, string file)
    {
        var found = Array.FindAll(values, i => string.Equals(HeaderName.Simplify(names[i]), HeaderName.Simplify(name), StringComparison.Ordinal));
        return found.Length == 1
            ? found[0]
            : throw new UserError($"{file}, line {Line}: expected one column '{name}', found {Listed(names, values)}");
    }

    private List<(int Field, string Id)> Checked(List<(int Field, string Id)> columns, string file)
    {
        foreach (var (_, id) in columns)
        {
            if (id.Length > LongestId || !PlainId().IsMatch(id))
                throw new UserError($"{file}, line {Line}: a series id has 1 to {LongestId} letters, digits, '_', '.' or '-', found '{Shown.Line(id)}'");
        }

        if (columns.GroupBy(c => c.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new UserError($"{file}, line {Line}: two columns would become series {twice.Key}: give --columns NAME=ID");
        return columns;
    }

    private static string Listed(string[] names, int[] values) => Shown.Line(string.Join(", ", values.Select(i => names[i])));

    /// <summary>Mkt-RF → MKT_RF.</summary>
    private static string IdOf(string name) => NotPlain().Replace(name.ToUpperInvariant(), "_").Trim('_');

    /// <summary>3month, 3 Mo → US3M; 10year, 10 Yr → US10Y: the Treasury's constant maturities.</summary>
    private static string? TenorOf(string name)
        => Tenor().Match(name.ToUpperInvariant()) is { Success: true } tenor ? $"US{tenor.Groups[1].Value}{tenor.Groups[2].Value}" : null;

    [GeneratedRegex("^[A-Z0-9][A-Z0-9_.-]*$")]
    private static partial Regex PlainId();

    [GeneratedRegex("[^A-Z0-9]+")]
    private static partial Regex NotPlain();

    [GeneratedRegex(@"^(\d+)\s*(M|Y)(?:O|R|ONTH|EAR)?S?$")]
    private static partial Regex Tenor();
}
