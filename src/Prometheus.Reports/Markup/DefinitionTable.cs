namespace Prometheus.Reports.Markup;

/// <summary>Labels and what they stand for, a row each.</summary>
internal static class DefinitionTable
{
    /// <param name="rows">Label and content.</param>
    /// <param name="css">Further classes of the table: <c>numbers</c>, <c>mono</c>.</param>
    public static Html Render(IEnumerable<(Html Label, Html Content)> rows, string css = "")
    {
        var body = rows.Select(r => Html.Of($"""<tr><th scope="row" class="wrap">{r.Label}</th><td class="wrap">{r.Content}</td></tr>{"\n"}"""));
        return Html.Of($"""
            <table class="definition {css}"><tbody>
            {body}</tbody></table>
            """);
    }

    public static Html Render(IEnumerable<(string Label, string Content)> rows, string css = "")
        => Render(rows.Select(r => (Html.Of($"{r.Label}"), Html.Of($"{r.Content}"))), css);
}
