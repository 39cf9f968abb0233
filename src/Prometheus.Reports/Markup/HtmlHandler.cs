using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Prometheus.Reports.Markup;

/// <summary>
/// Builds <see cref="Html"/> from an interpolated string. A hole holds markup, text or a whole number; a <see cref="double"/> does not
/// compile here, so that every measured number passes through <see cref="NumberText"/> and gets its unit.
/// </summary>
[InterpolatedStringHandler]
public readonly ref struct HtmlHandler
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text;

    public HtmlHandler(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    public void AppendLiteral(string literal) => _text.Append(literal);

    public void AppendFormatted(Html markup) => _text.Append(markup.ToString());

    public void AppendFormatted(IEnumerable<Html> parts)
    {
        foreach (var part in parts)
            _text.Append(part.ToString());
    }

    public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(text ?? ""));

    public void AppendFormatted(int number) => _text.Append(NumberText.Count(number));

    internal string ToMarkup() => _text.ToString();
}
