using System.Text;

namespace Prometheus.Reports.Markup;

/// <summary>
/// A piece of a page that is safe to place in it. Text becomes markup only through <see cref="Of"/>, which escapes every hole that is not
/// markup already: an id such as <c>&lt;/script&gt;</c> cannot leave its place.
/// </summary>
public readonly record struct Html
{
    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    public static Html Empty => default;

    /// <summary>Markup from an interpolated string: its literal parts as written, its holes escaped.</summary>
    public static Html Of(HtmlHandler text) => new(text.ToMarkup());

    /// <summary>Our own text that needs no escaping: a script or a style sheet of this assembly.</summary>
    internal static Html Trusted(string markup) => new(markup);

    public static Html Concat(IEnumerable<Html> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
            text.Append(part._markup);
        return new Html(text.ToString());
    }

    /// <summary>The markup where <paramref name="condition"/> holds, else nothing.</summary>
    public static Html When(bool condition, Func<Html> markup) => condition ? markup() : Empty;

    public override string ToString() => _markup ?? "";
}
