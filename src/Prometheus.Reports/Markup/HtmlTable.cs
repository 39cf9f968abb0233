namespace Prometheus.Reports.Markup;

/// <summary>A table of a page: a header, and rows whose first cell names them.</summary>
internal static class HtmlTable
{
    /// <param name="columns">Left to right.</param>
    /// <param name="rows">A row with fewer cells than columns lets its last cell span the rest.</param>
    /// <param name="css">Class of the table.</param>
    public static Html Render(HtmlColumn[] columns, IEnumerable<Html[]> rows, string css = "")
    {
        var header = columns.Select(column => Html.Of($"""<th scope="col" class="{column.Css}">{column.Label}</th>"""));
        var body = rows.Select(row => Html.Of($"<tr>{row.Select((cell, i) => Cell(columns, row.Length, cell, i))}</tr>\n"));
        return Html.Of($"""
            <div class="scroll"><table class="{css}">
            <thead><tr>{header}</tr></thead>
            <tbody>
            {body}</tbody>
            </table></div>
            """);
    }

    private static Html Cell(HtmlColumn[] columns, int cells, Html content, int index)
    {
        var css = columns[index].Css;
        if (index == 0)
            return Html.Of($"""<th scope="row" class="{css}">{content}</th>""");
        return index == cells - 1 && cells < columns.Length
            ? Html.Of($"""<td class="{css} wrap" colspan="{columns.Length - index}">{content}</td>""")
            : Html.Of($"""<td class="{css}">{content}</td>""");
    }
}

/// <summary>A column of an <see cref="HtmlTable"/>.</summary>
/// <param name="Label">Header.</param>
/// <param name="Css">Class of its header and cells: <c>left</c> for words, <c>spare</c> where a phone may do without; numbers stand right.</param>
internal readonly record struct HtmlColumn(string Label, string Css = "");
