using System.Text;

namespace Prometheus.Sources.Csv;

/// <summary>Text of a file made fit for a message: one line, no control characters, at most 120 characters.</summary>
internal static class Shown
{
    private const int Longest = 120;

    public static string Bytes(ReadOnlySpan<byte> text) => Line(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4 * Longest)]));

    public static string Line(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text)
        {
            if (shown.Length >= Longest)
                return shown.Append('…').ToString();
            if (char.IsControl(c))
                shown.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\x{(int)c:X2}");
            else
                shown.Append(c);
        }

        return shown.ToString();
    }
}
