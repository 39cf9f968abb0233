using System.Runtime.InteropServices;
using Prometheus.Core.Numerics;

namespace Prometheus.Encoders.Text;

/// <summary>
/// Which terms count and how much: TF-IDF with tf = 1 + ln(count) and idf = √(1 + ln((1 + N) / (1 + df))), words and character n-grams each
/// brought to unit length and then weighted by their shares. The root keeps the rarest words, which are mostly nobody's name, from drowning
/// the rest. A word that the training documents hardly have is not dropped: it counts as one that no document has, by half.
/// </summary>
/// <param name="Terms">Ascending.</param>
/// <param name="Idf">Of each term.</param>
/// <param name="Common">Words in more than half of the documents, ascending: they count nothing.</param>
/// <param name="UnseenIdf">Of a word that no document has.</param>
/// <param name="CharacterShare">Of a row's squared length.</param>
public sealed record TermVocabulary(ulong[] Terms, double[] Idf, ulong[] Common, double UnseenIdf, double CharacterShare)
{
    private const int FewestDocuments = 2;
    private const double UnseenWeight = 0.5;

    /// <summary>
    /// Learns the terms that at least two documents have and not more than half of them, the most frequent first, equal ones by their hash.
    /// </summary>
    /// <param name="documents">Terms of each training document.</param>
    public static TermVocabulary Learn(IReadOnlyList<KeyValuePair<ulong, double>[]> documents, TextOptions options)
    {
        var frequencies = new Dictionary<ulong, int>();
        foreach (var document in documents)
        {
            foreach (var (term, _) in document)
                CollectionsMarshal.GetValueRefOrAddDefault(frequencies, term, out _)++;
        }

        var most = documents.Count / 2;
        var known = frequencies.Where(f => f.Value >= FewestDocuments && f.Value <= most)
            .OrderByDescending(f => f.Value).ThenBy(f => f.Key).Select(f => f.Key).ToArray();
        var terms = known.Where(t => !IsCharacters(t)).Take(options.WordTerms)
            .Concat(known.Where(IsCharacters).Take(options.CharacterTerms)).Order().ToArray();
        var common = frequencies.Where(f => f.Value > most && TermCounts.KindOf(f.Key) == TermKind.Word).Select(f => f.Key).Order().ToArray();
        return new TermVocabulary(
            terms, Array.ConvertAll(terms, t => IdfOf(documents.Count, frequencies[t])), common, IdfOf(documents.Count, 0), options.CharacterShare);
    }

    /// <summary>The row of a text; its known part is of unit length, or shorter where a kind of term is absent.</summary>
    public WeighedTerms Weigh(KeyValuePair<ulong, double>[] document)
    {
        var (columns, weights) = (new List<int>(document.Length), new List<double>(document.Length));
        var (unseen, unseenWeights) = (new List<ulong>(), new List<double>());
        var (words, characters) = (0.0, 0.0);
        foreach (var (term, count) in document)
        {
            var column = Array.BinarySearch(Terms, term);
            var weight = 1 + ScalarMath.Log(count);
            if (column >= 0)
            {
                weight *= Idf[column];
                columns.Add(column);
                weights.Add(weight);
            }
            else if (TermCounts.KindOf(term) == TermKind.Word && Array.BinarySearch(Common, term) < 0)
            {
                weight *= UnseenWeight * UnseenIdf;
                unseen.Add(term);
                unseenWeights.Add(weight);
            }
            else
            {
                continue;
            }

            if (IsCharacters(term))
                characters += weight * weight;
            else
                words += weight * weight;
        }

        var (wordScale, characterScale) = (words > 0 ? Math.Sqrt((1 - CharacterShare) / words) : 0, characters > 0 ? Math.Sqrt(CharacterShare / characters) : 0);
        for (var i = 0; i < weights.Count; i++)
            weights[i] *= IsCharacters(Terms[columns[i]]) ? characterScale : wordScale;
        return new WeighedTerms([.. columns], [.. weights], [.. unseen], [.. unseenWeights.Select(w => w * wordScale)]);
    }

    private static bool IsCharacters(ulong term) => TermCounts.KindOf(term) == TermKind.Characters;

    private static double IdfOf(int documents, int frequency) => Math.Sqrt(1 + ScalarMath.Log((1.0 + documents) / (1 + frequency)));
}
