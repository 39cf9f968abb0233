using Prometheus.Core.Numerics;

namespace Prometheus.Encoders.Text;

/// <summary>
/// Which terms count and how much: TF-IDF with tf = 1 + ln(count) and idf = 1 + ln((1 + N) / (1 + df)), words and character n-grams each brought
/// to unit length and then weighted by their shares.
/// </summary>
/// <param name="Terms">Ascending.</param>
/// <param name="Idf">Of each term.</param>
/// <param name="CharacterShare">Of a row's squared length.</param>
public sealed record TermVocabulary(ulong[] Terms, double[] Idf, double CharacterShare)
{
    private const int FewestDocuments = 2;

    /// <summary>
    /// Learns the terms that at least two documents have and not more than half of them, the most frequent first, equal ones by their hash.
    /// </summary>
    /// <param name="documents">Terms of each training document.</param>
    public static TermVocabulary Learn(IReadOnlyList<KeyValuePair<ulong, int>[]> documents, TextOptions options)
    {
        var frequencies = new Dictionary<ulong, int>();
        foreach (var document in documents)
        {
            foreach (var (term, _) in document)
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(frequencies, term, out _)++;
        }

        var known = frequencies.Where(f => f.Value >= FewestDocuments && f.Value <= documents.Count / 2)
            .OrderByDescending(f => f.Value).ThenBy(f => f.Key).Select(f => f.Key).ToArray();
        var terms = known.Where(t => !TermCounts.IsCharacters(t)).Take(options.WordTerms)
            .Concat(known.Where(TermCounts.IsCharacters).Take(options.CharacterTerms)).Order().ToArray();
        var idf = Array.ConvertAll(terms, t => 1 + ScalarMath.Log((1.0 + documents.Count) / (1 + frequencies[t])));
        return new TermVocabulary(terms, idf, options.CharacterShare);
    }

    /// <summary>The row of a text: positions in <see cref="Terms"/>, ascending, and weights; of unit length, or shorter where a kind of term is absent.</summary>
    public (int[] Columns, double[] Weights) Weigh(KeyValuePair<ulong, int>[] document)
    {
        var columns = new List<int>(document.Length);
        var weights = new List<double>(document.Length);
        var (words, characters) = (0.0, 0.0);
        foreach (var (term, count) in document)
        {
            var column = Array.BinarySearch(Terms, term);
            if (column < 0)
                continue;
            var weight = Idf[column] * (count == 1 ? 1 : 1 + ScalarMath.Log(count));
            columns.Add(column);
            weights.Add(weight);
            if (TermCounts.IsCharacters(term))
                characters += weight * weight;
            else
                words += weight * weight;
        }

        var (wordScale, characterScale) = (words > 0 ? Math.Sqrt((1 - CharacterShare) / words) : 0, characters > 0 ? Math.Sqrt(CharacterShare / characters) : 0);
        for (var i = 0; i < weights.Count; i++)
            weights[i] *= TermCounts.IsCharacters(Terms[columns[i]]) ? characterScale : wordScale;
        return (columns.ToArray(), weights.ToArray());
    }
}
