using System.Security.Cryptography;
using System.Text;

namespace Prometheus.Reports.Markup;

/// <summary>
/// One self-contained HTML file. Its content security policy lets run only the scripts it was written with, named by their hashes, and
/// forbids every request: the file needs no network and cannot use one.
/// </summary>
internal static class PageDocument
{
    /// <param name="title">Title of the window.</param>
    /// <param name="body">Everything visible.</param>
    /// <param name="json">What the scripts draw, one JSON value whose <c>&lt;</c> is escaped.</param>
    /// <param name="scripts">Run in this order.</param>
    public static string Render(string title, Html body, string json, params ReadOnlySpan<string> scripts)
    {
        var policy = new StringBuilder("default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'; script-src");
        var elements = new List<Html>();
        foreach (var script in scripts)
        {
            var text = "\n" + Inline(script) + "\n";
            policy.Append(" 'sha256-").Append(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))).Append('\'');
            elements.Add(Html.Trusted($"<script>{text}</script>\n"));
        }

        return Html.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Html.Trusted(policy.ToString())}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="data:,">
            <title>{title}</title>
            <style>
            {Html.Trusted(PageAssets.Style)}</style>
            </head>
            <body data-charts="drawing">
            {body}
            <script type="application/json" id="page-data">{Html.Trusted(json)}</script>
            {elements}</body>
            </html>

            """).ToString();
    }

    /// <summary>One script of several parts that share names with each other and with nobody else.</summary>
    public static string Scope(params ReadOnlySpan<string> parts) => $"(() => {{\n'use strict';\n\n{string.Join('\n', parts)}}})();";

    /// <summary>Ends of a script element inside a string or pattern of the script are written so that they do not end it.</summary>
    private static string Inline(string script)
        => script.ReplaceLineEndings("\n")
            .Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)
            .Replace("<!--", "<\\!--", StringComparison.Ordinal);
}
