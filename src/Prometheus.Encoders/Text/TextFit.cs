using System.Runtime.InteropServices;
using Prometheus.Core.Numerics;
using Prometheus.Core.Options;
using Prometheus.Encoders.Projection;

namespace Prometheus.Encoders.Text;

/// <summary>
/// A fitted text encoder: TF-IDF of words and character n-grams, projected on the leading right singular vectors of the training documents
/// (latent semantic analysis, Deerwester et al. 1990), and beside it the words that the training documents do not have, at places of their own.
/// A record of numbers; fitting and applying are two steps.
/// </summary>
/// <param name="ServedFrom">First session whose texts it may encode.</param>
/// <param name="TrainingDocuments">Distinct texts it was fitted on.</param>
/// <param name="Vocabulary">Terms and weights.</param>
/// <param name="Projection">[terms × rank], float32, row-major.</param>
/// <param name="SingularValues">Of each direction before an alignment, descending; their number is the rank.</param>
/// <param name="Dimensions">Numbers in a vector: the directions, zeros from the rank on, then the unseen words.</param>
/// <param name="UnseenDimensions">The last numbers of a vector, which unseen words share.</param>
public sealed record TextFit(
    DateOnly ServedFrom, int TrainingDocuments, TermVocabulary Vocabulary, float[] Projection, double[] SingularValues, int Dimensions, int UnseenDimensions)
{
    public int Rank => SingularValues.Length;

    /// <summary>Fits on texts that were known before <paramref name="servedFrom"/>, each distinct one once.</summary>
    /// <param name="texts">At least the minimum of the options, as the caller has seen to.</param>
    public static TextFit Fit(IReadOnlyList<string> texts, DateOnly servedFrom, TextOptions options, int workers, CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation };
        var terms = new KeyValuePair<ulong, double>[texts.Count][];
        Parallel.For(0, texts.Count, parallel, i => terms[i] = TermCounts.Of(texts[i]));
        var vocabulary = TermVocabulary.Learn(terms, options);
        if (vocabulary.Terms.Length == 0)
            return new TextFit(servedFrom, texts.Count, vocabulary, [], [], options.Dimensions, options.UnseenDimensions);
        var weighed = new (int[] Columns, double[] Weights)[texts.Count];
        Parallel.For(0, texts.Count, parallel, i => weighed[i] = vocabulary.Weigh(terms[i]) is var row ? (row.Columns, row.Weights) : default);
        var rows = SparseRows.Of(weighed, vocabulary.Terms.Length);
        var (values, vectors) = SparseSubspace.Compute(rows, options.Dimensions - options.UnseenDimensions, options.Iterations, options.Seed, workers, cancellation);
        return new TextFit(servedFrom, texts.Count, vocabulary, Array.ConvertAll(vectors, v => (float)v), values, options.Dimensions, options.UnseenDimensions);
    }

    /// <summary>
    /// The unit vector of one text; all zero, and false, where the text has no word but stop words and those that most documents have. Each
    /// number is one sum over the terms in ascending order.
    /// </summary>
    /// <param name="text">Any length; long ones are cut into chunks before.</param>
    /// <param name="vector">[<see cref="Dimensions"/>], overwritten.</param>
    public bool Encode(string text, Span<double> vector)
    {
        vector.Clear();
        var row = Vocabulary.Weigh(TermCounts.Of(text));
        for (var i = 0; i < row.Columns.Length; i++)
            ScaledSum.Add(vector[..Rank], row.Weights[i], Projection.AsSpan(row.Columns[i] * Rank, Rank));
        for (var i = 0; i < row.UnseenWords.Length; i++)
            UnseenWords.Add(vector[^UnseenDimensions..], row.UnseenWords[i], row.UnseenWeights[i]);
        UnitLength.Make(vector);
        return vector.ContainsAnyExcept(0.0);
    }
}

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

/// <summary>The terms of a text with their weights.</summary>
/// <param name="Columns">Positions in the vocabulary, ascending.</param>
/// <param name="Weights">Of the columns.</param>
/// <param name="UnseenWords">Words that the vocabulary does not have, ascending.</param>
/// <param name="UnseenWeights">Of the unseen words.</param>
public readonly record struct WeighedTerms(int[] Columns, double[] Weights, ulong[] UnseenWords, double[] UnseenWeights);
