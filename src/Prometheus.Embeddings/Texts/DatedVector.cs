namespace Prometheus.Embeddings.Texts;

/// <summary>The vector of one article.</summary>
/// <param name="Id">Orders articles of one moment.</param>
/// <param name="Published">Moment of publication.</param>
/// <param name="ContentHash">Equal for equal texts.</param>
/// <param name="Vector">Of unit length.</param>
public sealed record DatedVector(string Id, DateTimeOffset Published, string ContentHash, float[] Vector);
