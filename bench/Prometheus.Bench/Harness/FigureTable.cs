using System.Globalization;

namespace Prometheus.Bench.Harness;

/// <summary>Prints figures as one aligned table.</summary>
internal static class FigureTable
{
    private static readonly string[] Header = ["group", "what", "median", "floor", "ratio", "target", "held"];

    public static void Print(IReadOnlyList<Figure> figures, TextWriter output)
    {
        string[][] lines = [Header, .. figures.Select(Cells)];
        var widths = Enumerable.Range(0, Header.Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
            output.WriteLine(string.Join("  ", line.Select((cell, column) => column is 2 or 4 or 5 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
    }

    private static string[] Cells(Figure figure) =>
    [
        figure.Group,
        figure.Name,
        figure.Median.ToString(figure.Unit == "s" ? "0.0000" : "0", CultureInfo.InvariantCulture) + " " + figure.Unit,
        figure.Floor,
        figure.Ratio.ToString("0.000", CultureInfo.InvariantCulture),
        figure.Target is { } target ? "≤ " + target.ToString("0.##", CultureInfo.InvariantCulture) : "",
        figure.Held switch { true => "yes", false => "NO", null => "" },
    ];
}
