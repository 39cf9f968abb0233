namespace Prometheus.Stores.Embeddings;

/// <summary>How many vectors of a model are stored, over which dates, and by how many fits they were served.</summary>
public sealed record NumericEmbeddingCount
{
    public required string ModelId { get; init; }

    public required string WindowSpec { get; init; }

    public required string EntityType { get; init; }

    public required long Vectors { get; init; }

    public required long Entities { get; init; }

    public required long Dates { get; init; }

    public required DateOnly FirstDate { get; init; }

    public required DateOnly LastDate { get; init; }

    public required long Dim { get; init; }

    /// <summary>Mean share of the window's returns that were observed.</summary>
    public required double Coverage { get; init; }

    public required long Fits { get; init; }
}
