using Prometheus.Reports.Markup;

namespace Prometheus.Reports.Tearsheets;

/// <summary>A part of a page under a heading, beside which one sentence says what to see.</summary>
internal static class PageSection
{
    public static Html Render(string title, string sentence, Html content) => Render(title, Html.Of($"{sentence}"), content, "block");

    /// <summary>A section that may be broken across sheets of paper.</summary>
    public static Html Long(string title, string sentence, Html content) => Render(title, Html.Of($"{sentence}"), content, "block long");

    /// <param name="title">Heading.</param>
    /// <param name="sentence">The takeaway.</param>
    /// <param name="content">What follows.</param>
    /// <param name="css">Classes of the section.</param>
    /// <param name="controls">Buttons at the right end of the heading.</param>
    /// <param name="id">Anchor, or null.</param>
    public static Html Render(string title, Html sentence, Html content, string css, Html controls = default, string? id = null)
    {
        var anchor = id is null ? Html.Empty : Html.Of($""" id="{id}" """);
        return Html.Of($"""
            <section class="{css}"{anchor}>
            <div class="caption"><h2>{title}</h2><p class="takeaway">{sentence}</p>{controls}</div>
            {content}
            </section>
            """);
    }

    /// <summary>A section that holds one chart, drawn by the page's script into the box of that id.</summary>
    /// <param name="id">Of the box.</param>
    /// <param name="title">Heading.</param>
    /// <param name="sentence">The takeaway; it also describes the chart to those who cannot see it.</param>
    /// <param name="height"><c>tall</c>, <c>middle</c> or <c>low</c>.</param>
    public static Html Chart(string id, string title, string sentence, string height = "middle")
        => Render(title, sentence, Plot(id, $"{title} over time. {sentence}", height));

    /// <summary>The box of a chart.</summary>
    public static Html Plot(string id, string description, string height)
        => Html.Of($"""<div class="plot {height}" id="{id}" role="img" aria-label="{description}"></div>""");

    /// <summary>A section without its chart, and why.</summary>
    public static Html Absent(string title, string reason) => Render(title, reason, Html.Empty);
}
