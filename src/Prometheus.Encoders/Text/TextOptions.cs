using Prometheus.Core.Options;

namespace Prometheus.Encoders.Text;

/// <summary>How the built-in encoder reads and is fitted. Constants are defaults that the hit tables of <c>docs/validation.md</c> were made with.</summary>
public sealed record TextOptions : IConsistentOptions
{
    public static TextOptions Default { get; } = new();

    /// <summary>Numbers in a vector; directions that the training documents do not have stay zero.</summary>
    [Range(1, 65_536)]
    public int Dimensions { get; init; } = 384;

    /// <summary>The numbers among them that words unknown to the fit share; a multiple of four.</summary>
    [Range(0, 65_536)]
    public int UnseenDimensions { get; init; } = 128;

    /// <summary>Fewer training documents than this make no fit.</summary>
    [Range(1, 1e9, Unit = "documents")]
    public int MinimumDocuments { get; init; } = 200;

    /// <summary>Of more training documents every n-th is taken, n the smallest that keeps this bound.</summary>
    [Range(1, 1e9, Unit = "documents")]
    public int MaximumDocuments { get; init; } = 8000;

    /// <summary>Words and pairs of words in the vocabulary.</summary>
    [Range(0, 1e7, Unit = "terms")]
    public int WordTerms { get; init; } = 8192;

    /// <summary>Character n-grams in the vocabulary.</summary>
    [Range(0, 1e7, Unit = "terms")]
    public int CharacterTerms { get; init; } = 8192;

    /// <summary>Share of a text's squared length that character n-grams carry.</summary>
    [Range(0, 1, Unit = "fraction")]
    public double CharacterShare { get; init; } = 0.2;

    /// <summary>Rounds of subspace iteration; more find the last directions more exactly, and neighbours no better.</summary>
    [Range(0, 100, Unit = "rounds")]
    public int Iterations { get; init; } = 1;

    /// <summary>Tokens of a chunk of the body.</summary>
    [Range(1, 1e6, Unit = "tokens")]
    public int ChunkTokens { get; init; } = 256;

    /// <summary>Tokens from one chunk's beginning to the next one's.</summary>
    [Range(1, 1e6, Unit = "tokens")]
    public int ChunkStride { get; init; } = 192;

    /// <summary>Weight of the title beside a chunk of the body.</summary>
    [Range(0, 1_000)]
    public double TitleWeight { get; init; } = 2;

    public string Seed { get; init; } = "text-2";

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (UnseenDimensions > Dimensions)
            yield return (nameof(UnseenDimensions), FormattableString.Invariant($"must be at most dimensions {Dimensions}, found {UnseenDimensions}"));
        if (UnseenDimensions % 4 != 0)
            yield return (nameof(UnseenDimensions), FormattableString.Invariant($"must be a multiple of 4, found {UnseenDimensions}"));
        if (MinimumDocuments > MaximumDocuments)
            yield return (nameof(MinimumDocuments), FormattableString.Invariant($"must be at most maximum_documents {MaximumDocuments}, found {MinimumDocuments}"));
        if (ChunkStride > ChunkTokens)
            yield return (nameof(ChunkStride), FormattableString.Invariant($"must be at most chunk_tokens {ChunkTokens}, found {ChunkStride}"));
    }
}
