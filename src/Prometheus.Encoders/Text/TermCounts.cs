namespace Prometheus.Encoders.Text;

/// <summary>
/// The terms of a text and how often each occurs: words and pairs of neighbouring words without stop words, and the character n-grams of three to
/// five letters within a word and its ends. A term is a 64-bit hash (FNV-1a) whose lowest bit tells character n-grams from words.
/// </summary>
public static class TermCounts
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const int ShortestGram = 3;
    private const int LongestGram = 5;

    /// <summary>Whether a term is a character n-gram.</summary>
    public static bool IsCharacters(ulong term) => (term & 1) == 1;

    /// <summary>Terms in ascending order with their counts.</summary>
    public static KeyValuePair<ulong, int>[] Of(string text)
    {
        var counts = new Dictionary<ulong, int>();
        var previous = "";
        foreach (var token in Tokenizer.Words(text))
        {
            var word = Tokenizer.Normalise(text.AsSpan(token.Start, token.Length));
            if (StopWords.Contains(word))
                continue;
            Add(counts, Hash(word) & ~1UL);
            if (previous.Length > 0)
                Add(counts, Hash($"{previous} {word}") & ~1UL);
            AddGrams(counts, $"^{word}$");
            previous = word;
        }

        var terms = counts.ToArray();
        Array.Sort(terms, (a, b) => a.Key.CompareTo(b.Key));
        return terms;
    }

    private static void AddGrams(Dictionary<ulong, int> counts, string padded)
    {
        for (var start = 0; start + ShortestGram <= padded.Length; start++)
        {
            for (var length = ShortestGram; length <= LongestGram && start + length <= padded.Length; length++)
                Add(counts, Hash(padded.AsSpan(start, length)) | 1UL);
        }
    }

    private static void Add(Dictionary<ulong, int> counts, ulong term)
        => System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, term, out _)++;

    private static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = Offset;
        foreach (var letter in text)
            hash = unchecked((hash ^ letter) * Prime);

        // FNV's low bits know little of the first letters: one more round of mixing.
        hash ^= hash >> 32;
        return unchecked(hash * 0x9E3779B97F4A7C15UL);
    }
}
