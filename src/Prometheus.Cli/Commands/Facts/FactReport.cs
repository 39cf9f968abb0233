using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Facts;

namespace Prometheus.Cli.Commands.Facts;

/// <summary>Prints what an import of texts or fundamentals came to.</summary>
internal static class FactReport
{
    private const int LinesShown = 20;

    /// <param name="records">What its records are called.</param>
    public static int Print(Invocation call, ImportFactsSummary summary, string records)
    {
        foreach (var e in summary.Refused.Take(LinesShown))
            call.Say(string.Create(CultureInfo.InvariantCulture, $"refused: {e.File}, line {e.Line}, rule {e.Rule}: expected {e.Expected}, found {e.Found}"));
        if (summary.Refused.Count > LinesShown)
            call.Say(string.Create(CultureInfo.InvariantCulture, $"refused: {summary.Refused.Count - LinesShown} more, all in data_quality_events"));
        if (summary.UnknownNames.Count > 0)
            call.Say($"not in the market: {string.Join(", ", summary.UnknownNames.Select(u => $"{u.Name} × {u.Count.ToString(CultureInfo.InvariantCulture)}"))}");
        var rows = new List<object?[]>
        {
            new object?[] { "rows read", summary.RowsRead },
            new object?[] { "rows quarantined", summary.Refused.Count },
            new object?[] { "rows repeated", summary.RowsRepeated },
            new object?[] { "rows without values", summary.RowsEmpty },
            new object?[] { records, summary.Records },
            new object?[] { "known first", summary.Records == 0 ? null : summary.FirstKnownOn },
            new object?[] { "known last", summary.Records == 0 ? null : summary.LastKnownOn },
            new object?[] { "added", summary.Added },
            new object?[] { "changed", summary.Changed },
            new object?[] { "names not in the market", summary.UnknownNames.Count },
        };
        rows.AddRange(summary.Further.Select(f => new object?[] { f.What, f.Count }));
        rows.AddRange(summary.Refused.GroupBy(e => e.Rule, StringComparer.Ordinal).OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => new object?[] { $"rule {e.Key}", e.Count() }));
        return call.Print(new Table(["what", "value"], rows));
    }
}
