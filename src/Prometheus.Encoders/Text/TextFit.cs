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
