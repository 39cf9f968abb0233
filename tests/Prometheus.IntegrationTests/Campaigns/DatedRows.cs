using System.Globalization;
using System.Text;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>
/// What campaigns left in a runtime database, as dated lines that can be compared bit for bit between stores. Contexts and run ids are
/// spelt as sleeve ids, since a run id hashes the data it saw; ids that hash a run id are left out.
/// </summary>
internal sealed class DatedRows
{
    /// <summary>Tables of runs and states, and the column that dates their rows.</summary>
    private static readonly (string Table, string Date)[] Tables =
    [
        ("backtest_daily_equity", "date"),
        ("backtest_trades", "trade_date"),
        ("orders", "trade_date"),
        ("fills", "trade_date"),
        ("executed_actions", "trade_date"),
        ("universe_members", "as_of_date"),
        ("target_portfolios", "as_of_date"),
        ("book_targets", "as_of_date"),
        ("risk_actions", "as_of_date"),
        ("portfolio_risk_reports", "as_of_date"),
        ("instrument_scores", "as_of_date"),
        ("stability_vectors", "as_of_date"),
        ("soft_target_classes", "as_of_date"),
        ("positions_snapshots", "as_of_date"),
    ];

    private static readonly string[] HashedIds = ["order_id", "fill_id", "trade_id", "action_id", "decision_id", "report_id"];

    private readonly List<(DateOnly Date, string Line)> _rows;

    private DatedRows(List<(DateOnly Date, string Line)> rows) => _rows = rows;

    public int Count => _rows.Count;

    public static IEnumerable<string> TableNames => Tables.Select(t => t.Table);

    public static DatedRows Read(Database runtime)
    {
        var sleeves = runtime.Query<RunName>("SELECT run_id, sleeve_id FROM backtest_runs").ToDictionary(r => r.RunId, r => r.SleeveId, StringComparer.Ordinal);
        var rows = new List<(DateOnly Date, string Line)>();
        foreach (var (table, date) in Tables)
            Read(TableCatalog.Find(runtime, table), date, runtime, sleeves, rows);
        return new DatedRows(rows);
    }

    /// <summary>
    /// The lines dated on or before <paramref name="last"/>, sorted. The last session of a run always has a snapshot of its positions, so
    /// snapshots count before it only.
    /// </summary>
    public string[] Until(DateOnly last) => _rows
        .Where(r => r.Date < last || (r.Date == last && !r.Line.StartsWith("positions_snapshots ", StringComparison.Ordinal)))
        .Select(r => r.Line)
        .Order(StringComparer.Ordinal)
        .ToArray();

    /// <summary>The lines of one table.</summary>
    public string[] Of(string table) => _rows.Select(r => r.Line).Where(l => l.StartsWith(table + " ", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();

    /// <summary>Null where both hold the same lines dated on or before a date, else the first line that only one of them has.</summary>
    public static string? DifferenceUntil(DatedRows one, DatedRows other, DateOnly last)
    {
        var (left, right) = (one.Until(last), other.Until(last));
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var (a, b) = (left.ElementAtOrDefault(i), right.ElementAtOrDefault(i));
            if (a != b)
                return $"of {left.Length} and {right.Length} lines until {last:yyyy-MM-dd} the first that differ are\n  {a}\n  {b}";
        }

        return null;
    }

    private static void Read(TableShape table, string date, Database runtime, Dictionary<string, string> sleeves, List<(DateOnly Date, string Line)> rows)
    {
        using var reader = TextRows.OfTable(runtime, table.Name);
        var dated = reader.Names.ToList().IndexOf(date);
        var columns = Enumerable.Range(0, reader.Names.Count)
            .Where(c => !HashedIds.Contains(reader.Names[c], StringComparer.Ordinal) && !reader.Names[c].EndsWith("_at", StringComparison.Ordinal)).ToArray();
        while (reader.Next())
        {
            var line = new StringBuilder(table.Name).Append(' ');
            foreach (var c in columns)
                line.Append(c == columns[0] ? "" : "|").Append(reader.Names[c] is "context" or "run_id" ? sleeves[reader[c]!] : reader[c] ?? "NULL");
            rows.Add((DateOnly.ParseExact(reader[dated]!, "yyyy-MM-dd", CultureInfo.InvariantCulture), line.ToString()));
        }
    }

    private sealed record RunName
    {
        public string RunId { get; init; } = "";

        public string SleeveId { get; init; } = "";
    }
}
