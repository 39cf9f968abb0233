using System.Security.Cryptography;
using System.Text;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Cli;

namespace Prometheus.IntegrationTests.LookAhead;

/// <summary>
/// The derived rows of a home as lines that are equal where every column is equal to the bit. Left out are columns that tell when something was
/// written (<c>…_at</c>), ids that hash a run id, the digest of files that go on after a row, and what a file adds to a prediction once it is known
/// (<c>lambda_next</c>). A run id hashes the end of the run and the digest of all it saw, so it is spelt as the sleeve of its run wherever it stands.
/// </summary>
internal sealed class Artefacts(ProductHome home)
{
    private static readonly string[] LeftOut = ["order_id", "fill_id", "trade_id", "action_id", "decision_id", "report_id", "input_digest", "lambda_next"];

    private readonly (string Id, string Name)[] _runs =
    [
        .. home.Databases.Runtime.Query<RunName>("SELECT run_id, sleeve_id, end_date FROM backtest_runs")
            .Select(r => (r.RunId, r.EndDate == WholeMarket.Early ? $"{r.SleeveId} early" : r.SleeveId)),
    ];

    private readonly Dictionary<string, (string Select, int Shown, int Kinds)> _queries = new(StringComparer.Ordinal);

    /// <summary>What there is to draw from at a date: of each kind of a table, or of a file, the lines of its last date on or before it.</summary>
    public IEnumerable<ArtefactSet> LastUntil(DateOnly date)
        => DerivedTable.All.SelectMany(t => LastUntil(t, date)).Concat(WholeChain.Files.Select(f => LastUntil(f, date)).OfType<ArtefactSet>());

    /// <summary>Every row dated on or before a date: its kind, its date and the hash of its line.</summary>
    public HashSet<(string Kind, DateOnly Date, string Hash)> Until(DateOnly date)
    {
        var found = new HashSet<(string, DateOnly, string)>();
        foreach (var table in DerivedTable.All)
        {
            var sign = table.OnlyBefore ? "<" : "<=";
            using var dates = TextRows.OfQuery(home.Databases[table.In], $"SELECT DISTINCT {table.Date} FROM {table.Name} WHERE {table.Date} {sign} '{WholeMarket.Text(date)}'");
            var days = new List<DateOnly>();
            while (dates.Next())
                days.Add(DateOnly.Parse(dates[0]!, null));
            foreach (var day in days)
                found.UnionWith(Rows(table, $"{table.Date} = '{WholeMarket.Text(day)}'").Select(r => (r.Kind, day, Hash(r.Line))));
        }

        foreach (var file in WholeChain.Files)
            found.UnionWith(FileLines(file).Where(l => l.Date <= date).Select(l => (file, l.Date, Hash(l.Line))));
        return found;

        static string Hash(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
    }

    /// <summary>The lines of one kind on one date.</summary>
    public HashSet<string> At(ArtefactSet set)
    {
        if (set.Table is not { } table)
            return [.. FileLines(set.Kind).Where(l => l.Date == set.Date).Select(l => l.Line)];
        return [.. Rows(table, $"{table.Date} = '{WholeMarket.Text(set.Date)}'").Where(r => r.Kind == set.Kind).Select(r => r.Line)];
    }

    private ArtefactSet[] LastUntil(DerivedTable table, DateOnly date)
    {
        var (text, sign) = (WholeMarket.Text(date), table.OnlyBefore ? "<" : "<=");
        var kinds = table.Kinds.Length == 0 ? "''" : string.Join(", ", table.Kinds);
        using var groups = TextRows.OfQuery(
            home.Databases[table.In],
            $"SELECT DISTINCT d FROM (SELECT MAX({table.Date}) AS d, {kinds} FROM {table.Name} WHERE {table.Date} {sign} '{text}' GROUP BY {kinds})");
        var dates = new List<DateOnly>();
        while (groups.Next())
            dates.Add(DateOnly.Parse(groups[0]!, null));

        // A kind that ended earlier is drawn on its own last date only.
        return dates.OrderDescending()
            .SelectMany(d => Rows(table, $"{table.Date} = '{WholeMarket.Text(d)}'")
                .GroupBy(r => r.Kind, r => r.Line, StringComparer.Ordinal)
                .Select(g => new ArtefactSet(table, g.Key, d, [.. g])))
            .DistinctBy(s => s.Kind, StringComparer.Ordinal)
            .ToArray();
    }

    private ArtefactSet? LastUntil(string file, DateOnly date)
    {
        var last = FileLines(file).Where(l => l.Date <= date).GroupBy(l => l.Date, l => l.Line).MaxBy(g => g.Key);
        return last is null ? null : new ArtefactSet(null, file, last.Key, [.. last]);
    }

    private IEnumerable<(DateOnly Date, string Line)> FileLines(string file)
    {
        var lines = File.ReadAllLines(home.PathOf(file)).Select(l => l.Split(',')).ToArray();
        var dated = Array.IndexOf(lines[0], "as_of_date");
        var counts = Array.ConvertAll(lines[0], c => !LeftOut.Contains(c, StringComparer.Ordinal));
        return lines.Skip(1).Select(l => (DateOnly.Parse(l[dated], null), $"{file} {string.Join('|', l.Where((_, c) => counts[c]))}"));
    }

    private List<(string Kind, string Line)> Rows(DerivedTable table, string where)
    {
        var (select, shown, kinds) = QueryOf(table);
        using var rows = TextRows.OfQuery(home.Databases[table.In], $"{select} WHERE {where}");
        var found = new List<(string Kind, string Line)>();
        var line = new StringBuilder();
        while (rows.Next())
        {
            line.Clear().Append(table.Name).Append(' ');
            for (var c = 0; c < shown; c++)
                line.Append(c == 0 ? "" : "|").Append(rows[c] ?? "NULL");
            foreach (var (id, name) in _runs)
                line.Replace(id, name);
            found.Add(($"{table.Name} {string.Join(' ', Enumerable.Range(shown, kinds).Select(k => rows[k]))}".TrimEnd(), line.ToString()));
        }

        return found;
    }

    /// <summary>All columns that count, then those of the kind once more.</summary>
    private (string Select, int Shown, int Kinds) QueryOf(DerivedTable table)
    {
        if (_queries.TryGetValue(table.Name, out var known))
            return known;
        var columns = TableCatalog.Find(home.Databases[table.In], table.Name).Columns.ToArray().Select(c => c.Name)
            .Where(c => !c.EndsWith("_at", StringComparison.Ordinal) && !LeftOut.Contains(c, StringComparer.Ordinal)).ToArray();
        return _queries[table.Name] = (
            $"SELECT {string.Join(", ", columns.Concat(table.Kinds).Select(c => $"\"{c}\""))} FROM {table.Name}",
            columns.Length,
            table.Kinds.Length);
    }

    private sealed record RunName
    {
        public string RunId { get; init; } = "";

        public string SleeveId { get; init; } = "";

        public DateOnly EndDate { get; init; }
    }
}
