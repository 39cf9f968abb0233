using Prometheus.Reports.Tables;
using Spectre.Console;
using Table = Prometheus.Reports.Tables.Table;
using TableColumn = Prometheus.Reports.Tables.TableColumn;

namespace Prometheus.Cli.Output;

/// <summary>A table drawn for a person; it fits the width of the terminal.</summary>
internal static class TerminalTable
{
    private const int WidthWithoutTerminal = 120;

    public static void Print(Table table, TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected)
            console.Profile.Width = WidthWithoutTerminal;
        var grid = new Spectre.Console.Table().Border(TableBorder.Rounded);
        foreach (var column in table.Columns)
        {
            var header = new Spectre.Console.TableColumn(Markup.Escape(column.Name.Replace('_', ' ')));

            // An id broken over two lines cannot be copied; where room is short the headers give way.
            header.NoWrap = column.Name.EndsWith("_id", StringComparison.Ordinal);
            grid.AddColumn(IsNumeric(table, column) ? header.RightAligned() : header);
        }

        foreach (var row in table.Rows)
            grid.AddRow(row.Select((value, i) => Markup.Escape(Text(value, table.Columns[i]))).ToArray());
        console.Write(grid);
    }

    private static string Text(object? value, TableColumn column)
    {
        if (value is null or double.NaN)
            return "–";
        var text = CellText.Of(value, column.TerminalFormat ?? column.Format ?? (value is double ? "G6" : null));
        return column.TerminalWidth is { } width && text.Length > width ? text[..width] : text;
    }

    private static bool IsNumeric(Table table, TableColumn column)
    {
        var index = table.Columns.ToList().IndexOf(column);
        return table.Rows.Any(r => r[index] is double or int or long) && table.Rows.All(r => r[index] is double or int or long or null);
    }
}
