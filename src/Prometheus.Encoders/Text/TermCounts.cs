using System.Runtime.InteropServices;

namespace Prometheus.Encoders.Text;

/// <summary>
/// The terms of a text and how much each is there: words and pairs of neighbouring words without stop words, tickers (words behind a dollar
/// sign), and the character n-grams of three to five letters within a word and its ends. A term is a 64-bit hash (FNV-1a) whose two lowest
/// bits are its kind. The n-th word counts 1 + 2 / n, since texts of the trade name first what they are about; a ticker counts four more.
/// </summary>
public static class TermCounts
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const ulong KindBits = 3;
    private const int ShortestGram = 3;
    private const int LongestGram = 5;
    private const double LeadingWeight = 2;
    private const double TickerWeight = 4;

    public static TermKind KindOf(ulong term) => (TermKind)(term & KindBits);

    /// <summary>Terms in ascending order, each with a count of at least 1.</summary>
    public static KeyValuePair<ulong, double>[] Of(string text)
    {
        // Some two and a half n-grams a letter, many of them more than once.
        var counts = new Dictionary<ulong, double>(text.Length);
        var (previous, number) = ("", 0);
        foreach (var token in Tokenizer.Words(text))
        {
            var word = Tokenizer.Normalise(text.AsSpan(token.Start, token.Length));
            var isTicker = Tokenizer.IsTicker(text, token);
            if (!isTicker && StopWords.Contains(word))
                continue;
            var count = 1 + (LeadingWeight / ++number);
            if (isTicker)
                Add(counts, Extended(Extended(Offset, "$"), word), TermKind.Word, TickerWeight);
            Add(counts, Extended(Offset, word), TermKind.Word, count);
            if (previous.Length > 0)
                Add(counts, Extended(Extended(Extended(Offset, previous), " "), word), TermKind.Pair, count);
            AddGrams(counts, $"^{word}$", count);
            previous = word;
        }

        var (terms, values) = (counts.Keys.ToArray(), counts.Values.ToArray());
        Array.Sort(terms, values);
        return [.. terms.Zip(values, KeyValuePair.Create)];
    }

    private static void AddGrams(Dictionary<ulong, double> counts, string padded, double count)
    {
        for (var start = 0; start + ShortestGram <= padded.Length; start++)
        {
            var hash = Extended(Offset, padded.AsSpan(start, ShortestGram - 1));
            for (var last = start + ShortestGram - 1; last < Math.Min(start + LongestGram, padded.Length); last++)
            {
                hash = Extended(hash, padded.AsSpan(last, 1));
                Add(counts, hash, TermKind.Characters, count);
            }
        }
    }

    private static void Add(Dictionary<ulong, double> counts, ulong hash, TermKind kind, double count)
    {
        // FNV's low bits know little of the first letters: one more round of mixing.
        var mixed = unchecked((hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15UL);
        CollectionsMarshal.GetValueRefOrAddDefault(counts, (mixed & ~KindBits) | (ulong)kind, out _) += count;
    }

    /// <summary>The hash of a text from that of its beginning.</summary>
    private static ulong Extended(ulong hash, ReadOnlySpan<char> rest)
    {
        foreach (var letter in rest)
            hash = unchecked((hash ^ letter) * Prime);
        return hash;
    }
}

/// <summary>What a term is made of; the two lowest bits of its hash say so.</summary>
public enum TermKind
{
    /// <summary>A word, or a ticker behind its sign.</summary>
    Word = 0,

    /// <summary>Letters within a word.</summary>
    Characters = 1,

    /// <summary>Two neighbouring words.</summary>
    Pair = 2,
}
