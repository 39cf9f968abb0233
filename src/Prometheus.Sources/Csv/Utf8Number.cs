using System.Globalization;

namespace Prometheus.Sources.Csv;

/// <summary>Decimal numbers from UTF-8 bytes, correctly rounded.</summary>
internal static class Utf8Number
{
    // Exact in binary64, so one division of an exact integer by one of them rounds once: the nearest double.
    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    private static readonly string[] MissingWords = ["null", "nan", "na", "n/a", "none", "-"];

    /// <summary>
    /// Reads a number; an empty cell and the usual words for one (<c>null</c>, <c>NaN</c>, <c>N/A</c> …) give NaN. −0 becomes 0.
    /// </summary>
    /// <param name="decimals">Digits written after the point.</param>
    /// <returns>False where the text is neither.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value, out int decimals)
    {
        ulong digits = 0;
        var i = 0;
        var negative = text.Length > 0 && text[0] == (byte)'-';
        if (negative)
            i++;
        var first = i;
        var point = -1;
        // 19 digits fit an unsigned 64-bit integer.
        if (text.Length - i <= 20)
        {
            for (; i < text.Length; i++)
            {
                var digit = (uint)(text[i] - '0');
                if (digit <= 9)
                    digits = (digits * 10) + digit;
                else if (text[i] == (byte)'.' && point < 0)
                    point = i;
                else
                    break;
            }

            decimals = point < 0 ? 0 : i - point - 1;
            var written = i - first - (point < 0 ? 0 : 1);
            if (i == text.Length && written is > 0 and <= 19 && digits <= 1UL << 53 && decimals < PowersOfTen.Length)
            {
                value = digits / PowersOfTen[decimals];
                if (negative && digits != 0)
                    value = -value;
                return true;
            }
        }

        var mark = text.IndexOf((byte)'.');
        decimals = mark < 0 ? 0 : text.Length - mark - 1;
        return TryParseUnusual(text.Trim((byte)' '), out value);
    }

    private static bool TryParseUnusual(ReadOnlySpan<byte> text, out double value)
    {
        value = double.NaN;
        if (text.IsEmpty || IsMissingWord(text))
            return true;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || double.IsNaN(value))
            return false;
        if (value == 0)
            value = 0;
        return true;
    }

    private static bool IsMissingWord(ReadOnlySpan<byte> text)
    {
        foreach (var word in MissingWords)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(text, word))
                return true;
        }

        return false;
    }
}
