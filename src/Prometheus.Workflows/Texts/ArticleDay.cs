using Prometheus.Embeddings.Texts;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.Texts;

/// <summary>The articles about one issuer that one session knows.</summary>
/// <param name="Published">Of each article.</param>
internal sealed record ArticleDay(string IssuerId, DateOnly Session, TextEmbeddingRow[] Articles, DateTimeOffset[] Published)
{
    public DatedVector[] Dated => [.. Articles.Zip(Published, (a, at) => new DatedVector(a.SourceId, at, a.ContentHash, a.Vector))];
}
