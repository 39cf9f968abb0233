using Prometheus.Encoders.Projection;

namespace Prometheus.Encoders.Text;

/// <summary>Cuts documents into chunks and joins the chunks' vectors: the title by itself, the body in overlapping windows of tokens.</summary>
public static class TextChunks
{
    /// <summary>The chunks of a document in their order; none where it has no word.</summary>
    public static List<TextChunk> Of(string title, string body, TextOptions options)
    {
        var chunks = new List<TextChunk>();
        if (Tokenizer.Words(title).Count > 0)
            chunks.Add(new TextChunk(title, options.TitleWeight));
        var tokens = Tokenizer.Words(body);
        for (var first = 0; first < tokens.Count; first += options.ChunkStride)
        {
            var last = Math.Min(first + options.ChunkTokens, tokens.Count) - 1;
            chunks.Add(new TextChunk(body[tokens[first].Start..tokens[last].End], 1));
            if (last == tokens.Count - 1)
                break;
        }

        return chunks;
    }

    /// <summary>What a fit reads of a document: the title and the body's first chunk.</summary>
    public static string Head(string title, string body, TextOptions options)
    {
        var tokens = Tokenizer.Words(body);
        var head = tokens.Count <= options.ChunkTokens ? body : body[..tokens[options.ChunkTokens - 1].End];
        return title.Length == 0 ? head : head.Length == 0 ? title : $"{title}\n{head}";
    }

    /// <summary>The weighted mean of chunk vectors, of unit length; null where they say nothing. Summed in order.</summary>
    public static double[]? Pool(IReadOnlyList<TextChunk> chunks, IReadOnlyList<float[]> vectors)
    {
        if (chunks.Count == 0)
            return null;
        var pooled = new double[vectors[0].Length];
        for (var c = 0; c < chunks.Count; c++)
            ScaledSum.Add(pooled, chunks[c].Weight, vectors[c]);
        UnitLength.Make(pooled);
        return pooled.AsSpan().ContainsAnyExcept(0.0) ? pooled : null;
    }
}

/// <summary>A piece of a document that is encoded at once, and its weight in the document's vector.</summary>
public readonly record struct TextChunk(string Text, double Weight);
