namespace Prometheus.Stores.Embeddings;

/// <summary>What an encoder said of a text, asked once: <c>text_vector_cache</c>. A vector follows from the text alone, so it needs no date.</summary>
public static class TextVectorCacheStore
{
    private const int HashesAtOnce = 500;

    private static readonly TableShape Cache = new(
        "text_vector_cache", keyColumns: 2, Column.Text("encoder_id"), Column.Text("content_hash"), Column.Integer("dim"), Column.Blob("vector"));

    /// <summary>The vectors of those of <paramref name="hashes"/> that are known, by hash.</summary>
    public static IReadOnlyDictionary<string, float[]> Find(IDatabaseReads historical, string encoderId, IReadOnlyCollection<string> hashes)
    {
        var vectors = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var chunk in hashes.Chunk(HashesAtOnce))
        {
            using var rows = historical.Read(
                "SELECT content_hash, vector FROM text_vector_cache WHERE encoder_id = @encoderId AND content_hash IN @chunk", new { encoderId, chunk });
            while (rows.Next())
                vectors[rows.Text(0)] = VectorBytes.Read(rows.Blob(1));
        }

        return vectors;
    }

    /// <summary>Keeps vectors by hash. Returns rows written.</summary>
    public static long Save(DatabaseTransaction unit, string encoderId, IReadOnlyDictionary<string, float[]> vectors)
        => unit.Upsert(Cache, rows =>
        {
            foreach (var (hash, vector) in vectors.OrderBy(v => v.Key, StringComparer.Ordinal))
                rows.Text(encoderId).Text(hash).Integer(vector.Length).Blob(VectorBytes.Of(vector)).EndRow();
        });
}
