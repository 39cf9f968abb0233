using Microsoft.Extensions.AI;
using Prometheus.Encoders.Text;

namespace Prometheus.Workflows.Texts;

/// <summary>The built-in encoder behind the port that servers stand behind too. Long texts are cut into chunks and joined.</summary>
/// <param name="modelId">What its vectors are called.</param>
/// <param name="fit">The fit that serves.</param>
/// <param name="options">How texts are cut.</param>
public sealed class BuiltInEmbeddingGenerator(string modelId, TextFit fit, TextOptions options) : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>Vectors in the order of the texts; one of a text without a word but those of most texts is all zero.</summary>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var text in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            embeddings.Add(new Embedding<float>(Encode(text)) { ModelId = modelId });
        }

        return Task.FromResult(embeddings);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
        => serviceKey is null && serviceType.IsInstanceOfType(this) ? this
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("prometheus", null, modelId, fit.Dimensions)
            : null;

    public void Dispose()
    {
        // Numbers only: nothing to let go of.
    }

    private float[] Encode(string text)
    {
        var chunks = TextChunks.Of("", text, options);
        var vectors = chunks.ConvertAll(c =>
        {
            var vector = new double[fit.Dimensions];
            fit.Encode(c.Text, vector);
            return Array.ConvertAll(vector, v => (float)v);
        });
        return TextChunks.Pool(chunks, vectors) is { } pooled ? Array.ConvertAll(pooled, v => (float)v) : new float[fit.Dimensions];
    }
}
