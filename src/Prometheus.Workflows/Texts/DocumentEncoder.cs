using Microsoft.Extensions.AI;
using Prometheus.Encoders.Text;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.Texts;

/// <summary>Documents → chunks → vectors → one vector a document.</summary>
internal static class DocumentEncoder
{
    /// <param name="fit">The fit in force; asked only of the built-in encoder.</param>
    public static EncodedTexts Encode(
        IDatabaseReads historical, IReadOnlyList<TextDocument> documents, TextRequest request, Func<TextFit?> fit, CancellationToken cancellation)
    {
        var options = request.Model.Options;
        var chunks = documents.Select(d => TextChunks.Of(d.Title, d.Body, options)).ToArray();
        if (request.Encoder.Server is not null)
            return Join(documents, chunks, FromCache(historical, request.Encoder, chunks), servedFrom: null);
        if (fit() is not { } serving)
            return new EncodedTexts([], documents.Count, 0);

        using var generator = new BuiltInEmbeddingGenerator(request.Model.ModelId, serving, options);
        return Join(documents, chunks, RepeatsOnce(chunks, text => Vectors(generator, [text], cancellation)[0]), serving.ServedFrom);
    }

    /// <summary>The vectors of some texts in their order.</summary>
    public static float[][] Vectors(IEmbeddingGenerator<string, Embedding<float>> generator, IEnumerable<string> texts, CancellationToken cancellation)
        => generator.GenerateAsync(texts, cancellationToken: cancellation).GetAwaiter().GetResult().Select(e => e.Vector.ToArray()).ToArray();

    /// <summary>Encodes a chunk that several documents have only once: a profile's report stays while the sentence above it changes.</summary>
    private static Func<IEnumerable<string>, float[][]> RepeatsOnce(List<TextChunk>[] chunks, Func<string, float[]> encode)
    {
        var (seen, known) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, float[]?>(StringComparer.Ordinal));
        foreach (var chunk in chunks.SelectMany(c => c))
        {
            if (!seen.Add(chunk.Text))
                known[chunk.Text] = null;
        }

        return texts => texts.Select(t => known.TryGetValue(t, out var vector) ? vector ?? (known[t] = encode(t)) : encode(t)).ToArray()!;
    }

    private static Func<IEnumerable<string>, float[][]> FromCache(IDatabaseReads historical, TextEncoderChoice encoder, List<TextChunk>[] chunks)
    {
        var hashes = chunks.SelectMany(c => c).Select(c => TextHash.Of(c.Text)).ToHashSet(StringComparer.Ordinal);
        var known = TextVectorCacheStore.Find(historical, encoder.ServerId, hashes);
        return texts => texts
            .Select(t => known.GetValueOrDefault(TextHash.Of(t)) ?? throw new DataError("text_vector_cache lost a vector that was just saved; is another process emptying it?"))
            .ToArray();
    }

    private static EncodedTexts Join(IReadOnlyList<TextDocument> documents, List<TextChunk>[] chunks, Func<IEnumerable<string>, float[][]> vectors, DateOnly? servedFrom)
    {
        var rows = new List<TextEmbeddingRow>(documents.Count);
        for (var i = 0; i < documents.Count; i++)
        {
            var document = documents[i];
            if (TextChunks.Pool(chunks[i], vectors(chunks[i].Select(c => c.Text))) is { } vector)
            {
                rows.Add(new TextEmbeddingRow(
                    document.KnownOn, document.Id, document.ContentHash, 1, double.NaN, double.NaN, servedFrom, Array.ConvertAll(vector, v => (float)v)));
            }
        }

        return new EncodedTexts(rows, 0, documents.Count - rows.Count);
    }
}

/// <summary>The vectors of a year's texts, and how many texts have none.</summary>
internal sealed record EncodedTexts(IReadOnlyList<TextEmbeddingRow> Rows, int BeforeFit, int WithoutWords);
