using System.Runtime.InteropServices;
using Microsoft.Extensions.AI;

namespace Prometheus.Web.Embeddings;

/// <summary>An answer in the OpenAI form.</summary>
internal static class EmbeddingAnswer
{
    public static object Of(EmbeddingRequest asked, IEnumerable<Embedding<float>> vectors)
    {
        // The encoders count words, not a vendor's tokens: a fair number for a field that clients expect.
        var words = asked.Texts.Sum(t => t.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
        return new
        {
            @object = "list",
            data = vectors.Select((v, index) => new { @object = "embedding", index, embedding = Spelled(v.Vector.Span, asked.AsBase64) }).ToArray(),
            model = asked.Model,
            usage = new { prompt_tokens = words, total_tokens = words },
        };
    }

    private static object Spelled(ReadOnlySpan<float> vector, bool asBase64)
        => asBase64 ? Convert.ToBase64String(MemoryMarshal.AsBytes(vector)) : vector.ToArray();
}
