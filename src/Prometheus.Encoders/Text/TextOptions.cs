namespace Prometheus.Encoders.Text;

/// <summary>How the built-in encoder reads and is fitted. Constants are defaults that the hit tables of <c>docs/validation.md</c> were made with.</summary>
public sealed record TextOptions
{
    public static TextOptions Default { get; } = new();

    /// <summary>Numbers in a vector; directions that the training documents do not have stay zero.</summary>
    public int Dimensions { get; init; } = 384;

    /// <summary>The numbers among them that words unknown to the fit share; a multiple of four.</summary>
    public int UnseenDimensions { get; init; } = 128;

    /// <summary>Fewer training documents than this make no fit.</summary>
    public int MinimumDocuments { get; init; } = 200;

    /// <summary>Of more training documents every n-th is taken, n the smallest that keeps this bound.</summary>
    public int MaximumDocuments { get; init; } = 8000;

    /// <summary>Words and pairs of words in the vocabulary.</summary>
    public int WordTerms { get; init; } = 8192;

    /// <summary>Character n-grams in the vocabulary.</summary>
    public int CharacterTerms { get; init; } = 8192;

    /// <summary>Share of a text's squared length that character n-grams carry.</summary>
    public double CharacterShare { get; init; } = 0.2;

    /// <summary>Rounds of subspace iteration; more find the last directions more exactly, and neighbours no better.</summary>
    public int Iterations { get; init; } = 1;

    /// <summary>Tokens of a chunk of the body.</summary>
    public int ChunkTokens { get; init; } = 256;

    /// <summary>Tokens from one chunk's beginning to the next one's.</summary>
    public int ChunkStride { get; init; } = 192;

    /// <summary>Weight of the title beside a chunk of the body.</summary>
    public double TitleWeight { get; init; } = 2;

    public string Seed { get; init; } = "text-2";
}
