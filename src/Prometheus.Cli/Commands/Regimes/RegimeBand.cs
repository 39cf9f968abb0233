using System.Globalization;
using System.Text;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.States.Regimes;
using Prometheus.Stores;
using Prometheus.Stores.States;
using Spectre.Console;
using Table = Prometheus.Reports.Tables.Table;
using TableColumn = Prometheus.Reports.Tables.TableColumn;

namespace Prometheus.Cli.Commands.Regimes;

/// <summary>Stored regimes drawn for a terminal: a band of five-session blocks a year, then shares, spells and changes.</summary>
internal static class RegimeBand
{
    private const int BlockSessions = 5;

    private static readonly string[] Labels = Enum.GetValues<RegimeLabel>().Select(StoredName.Of).ToArray();
    private static readonly char[] Marks = ['#', '%', '+', '.'];
    private static readonly string[] Colours = ["red", "orange3", "green", "grey"];

    public static void Draw(Invocation call, IReadOnlyList<RegimeRow> rows)
    {
        var plain = Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(call.Host.Output),
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        foreach (var year in rows.GroupBy(r => r.AsOfDate.Year))
            console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"{year.Key}  {Band([.. year])}"));
        console.MarkupLine("      " + string.Join("   ", Labels.Select((label, k) => $"[{Colours[k]}]{Marks[k]}[/] {label}")) + $"   one mark: {BlockSessions} sessions");
        call.Host.Print(Shares(rows), OutputFormat.Table);
        call.Host.Print(Changes(rows), OutputFormat.Table);
    }

    /// <summary>Each block shows its most frequent label, the more severe one where two are as frequent.</summary>
    private static string Band(RegimeRow[] year)
    {
        var band = new StringBuilder();
        foreach (var block in year.Chunk(BlockSessions))
        {
            var label = Enumerable.Range(0, Labels.Length).MaxBy(k => block.Count(r => r.RegimeLabel == Labels[k]));
            band.Append(CultureInfo.InvariantCulture, $"[{Colours[label]}]{Marks[label]}[/]");
        }

        return band.ToString();
    }

    private static Table Shares(IReadOnlyList<RegimeRow> rows)
    {
        var spells = Spells(rows);
        return new Table(
            (TableColumn[])[new("regime_label"), new("sessions"), new("share", TerminalFormat: "P1"), new("spells"), new("median_spell_sessions", TerminalFormat: "F0"), new("mean_confidence", TerminalFormat: "F2")],
            Labels.Select(label =>
            {
                var own = rows.Where(r => r.RegimeLabel == label).ToArray();
                var lengths = spells.Where(s => s.Label == label).Select(s => s.Sessions).Order().ToArray();
                return new object?[]
                {
                    label,
                    own.Length,
                    (double)own.Length / rows.Count,
                    lengths.Length,
                    lengths.Length == 0 ? null : (lengths[(lengths.Length - 1) / 2] + lengths[lengths.Length / 2]) / 2.0,
                    own.Length == 0 ? null : own.Average(r => r.Confidence),
                };
            }).ToArray());
    }

    private static Table Changes(IReadOnlyList<RegimeRow> rows)
    {
        var counts = new int[Labels.Length, Labels.Length];
        for (var k = 1; k < rows.Count; k++)
            counts[Array.IndexOf(Labels, rows[k - 1].RegimeLabel), Array.IndexOf(Labels, rows[k].RegimeLabel)]++;
        TableColumn[] columns = [new("from \\ to"), .. Labels.Select(l => new TableColumn(l))];
        return new Table(columns, Labels.Select((label, i) => (object?[])[label, .. Labels.Select((_, j) => (object?)counts[i, j])]).ToArray());
    }

    private static List<(string Label, int Sessions)> Spells(IReadOnlyList<RegimeRow> rows)
    {
        var spells = new List<(string Label, int Sessions)>();
        foreach (var row in rows)
        {
            if (spells.Count > 0 && spells[^1].Label == row.RegimeLabel)
                spells[^1] = (row.RegimeLabel, spells[^1].Sessions + 1);
            else
                spells.Add((row.RegimeLabel, 1));
        }

        return spells;
    }
}
