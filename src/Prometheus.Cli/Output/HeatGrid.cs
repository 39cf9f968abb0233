using Prometheus.Backtest.Robustness;
using Prometheus.Reports.Robustness;
using Spectre.Console;

namespace Prometheus.Cli.Output;

/// <summary>A grid of variants drawn for a person: one metric, red below zero and blue above, stronger the farther away.</summary>
internal static class HeatGrid
{
    private const int WidthWithoutTerminal = 160;

    public static void Print(RobustnessGrid grid, string metric, TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected)
            console.Profile.Width = WidthWithoutTerminal;
        var table = new Table().Border(TableBorder.None).Title($"{grid.Sleeve.SleeveId}: {metric}");
        table.AddColumn("");
        var columns = grid.Cells.Select(c => (c.Variant.StartShift, c.Variant.CostMultiple)).Distinct().ToArray();
        foreach (var (shift, multiple) in columns)
            table.AddColumn(new TableColumn(FormattableString.Invariant($"+{shift}\n×{multiple}")).RightAligned().NoWrap().Padding(0, 0, 1, 0));

        var largest = grid.Cells.Select(c => Math.Abs(c[metric])).Where(v => !double.IsNaN(v)).DefaultIfEmpty(0).Max();
        foreach (var row in grid.Cells.GroupBy(c => RobustnessLabels.Row(grid.Rule, c.Variant), StringComparer.Ordinal))
        {
            var cells = row.ToDictionary(c => (c.Variant.StartShift, c.Variant.CostMultiple));
            table.AddRow([Markup.Escape(row.Key), .. columns.Select(column => Cell(cells[column], metric, largest))]);
        }

        console.Write(table);
        output.WriteLine("columns: sessions the start is moved, and what costs are multiplied by");
        output.WriteLine();
    }

    private static string Cell(RobustnessCell cell, string metric, double largest)
    {
        var value = cell[metric];
        if (double.IsNaN(value))
            return "–";
        var strength = largest > 0 ? Math.Abs(value) / largest : 0;
        var (red, green, blue) = value < 0 ? Blend(strength, 200, 70, 40) : Blend(strength, 40, 120, 200);
        return FormattableString.Invariant($"[#ffffff on #{red:x2}{green:x2}{blue:x2}]{Markup.Escape(RobustnessLabels.Cell(metric, value))}[/]");
    }

    /// <summary>From dark grey to the colour.</summary>
    private static (int Red, int Green, int Blue) Blend(double strength, int red, int green, int blue)
        => ((int)(48 + (strength * (red - 48))), (int)(48 + (strength * (green - 48))), (int)(48 + (strength * (blue - 48))));
}
