namespace Prometheus.Encoders.Text;

/// <summary>
/// Cuts a text into words: runs of letters and digits of any script, without regard to case. What stands between them only separates, but for
/// the sign before a ticker.
/// </summary>
public static class Tokenizer
{
    /// <summary>Longer runs are no words of a language: their rest is passed over.</summary>
    public const int LongestWord = 40;

    /// <summary>The words of <paramref name="text"/> in their order.</summary>
    public static List<TextToken> Words(ReadOnlySpan<char> text)
    {
        var tokens = new List<TextToken>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetterOrDigit(text[i]))
                continue;
            var start = i;
            while (i < text.Length && char.IsLetterOrDigit(text[i]))
                i++;
            tokens.Add(new TextToken(start, Math.Min(i - start, LongestWord)));
        }

        return tokens;
    }

    /// <summary>Whether a word stands behind a dollar sign, blanks between them or none, and begins with a letter, which no amount does.</summary>
    public static bool IsTicker(ReadOnlySpan<char> text, TextToken word)
        => text[..word.Start].TrimEnd(' ') is [.., '$'] && char.IsLetter(text[word.Start]);

    /// <summary>The word in lower case; every number is the same word, <c>0</c>.</summary>
    public static string Normalise(ReadOnlySpan<char> word)
    {
        var isNumber = true;
        foreach (var letter in word)
            isNumber &= char.IsDigit(letter);
        return isNumber ? "0" : word.ToString().ToLowerInvariant();
    }
}

/// <summary>A run of letters and digits in a text.</summary>
public readonly record struct TextToken(int Start, int Length)
{
    public int End => Start + Length;
}
