using Microsoft.Extensions.AI;
using Prometheus.Core.Options;

namespace Prometheus.Web.Embeddings;

/// <summary>What the embedding server offers and where.</summary>
/// <param name="Address">Such as <c>http://127.0.0.1:8400</c>; port 0 takes a free one.</param>
/// <param name="Models">Encoders by the id that requests name.</param>
public sealed record EmbeddingServerOptions(string Address, IReadOnlyDictionary<string, IEmbeddingGenerator<string, Embedding<float>>> Models)
{
    /// <summary>Texts of one request.</summary>
    [Range(1, 1e6, Unit = "texts")]
    public int MaximumInputs { get; init; } = 2048;

    /// <summary>Bytes of one request.</summary>
    [Range(1, 1e12, Unit = "bytes")]
    public long MaximumBytes { get; init; } = 32 << 20;
}
