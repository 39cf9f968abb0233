namespace Prometheus.Sources.Embeddings;

/// <summary>An answer that another try may better: a time-out, 429, 5xx, a broken connection, half an answer.</summary>
/// <param name="message">The middle of a sentence: what happened.</param>
/// <param name="retryAfter">What the server asked for, if it did.</param>
internal sealed class EmbeddingTrouble(string message, TimeSpan? retryAfter, Exception? inner = null) : Exception(message, inner)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
