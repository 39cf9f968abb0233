using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.Texts;

/// <summary>The vectors of a year's texts, and how many texts have none.</summary>
internal sealed record EncodedTexts(IReadOnlyList<TextEmbeddingRow> Rows, int BeforeFit, int WithoutWords);
