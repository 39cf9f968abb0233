using System.Text;

namespace Prometheus.Reports.Tables;

/// <summary>A table as CSV: header always, <c>\n</c> line ends, quotes only where a field needs them.</summary>
public static class CsvText
{
    public static string Render(Table table)
    {
        var text = new StringBuilder();
        AppendLine(text, table.Columns.Select(c => c.Name));
        foreach (var row in table.Rows)
            AppendLine(text, row.Select((value, i) => CellText.Of(value, table.Columns[i].Format)));
        return text.ToString();
    }

    /// <summary>One line, its end included.</summary>
    public static string Line(IEnumerable<string> fields)
    {
        var text = new StringBuilder();
        AppendLine(text, fields);
        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, IEnumerable<string> fields)
    {
        var first = true;
        foreach (var field in fields)
        {
            if (!first)
                text.Append(',');
            first = false;
            if (field.AsSpan().IndexOfAny(",\"\n\r") < 0)
                text.Append(field);
            else
                text.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }

        text.Append('\n');
    }
}
