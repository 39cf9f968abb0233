namespace Prometheus.Stores.Embeddings;

/// <summary>Vectors of texts: <c>text_embeddings</c>.</summary>
public static class TextEmbeddingStore
{
    private static readonly TableShape Vectors = new(
        "text_embeddings",
        keyColumns: 4,
        Column.Text("model_id"),
        Column.Text("source_type"),
        Column.Date("as_of_date"),
        Column.Text("source_id"),
        Column.Text("content_hash"),
        Column.Integer("dim"),
        Column.Integer("n_docs"),
        Column.Real("novelty"),
        Column.Real("dispersion"),
        Column.Date("fit_served_from"),
        Column.Blob("vector"));

    /// <summary>The vectors usable from <paramref name="start"/> to <paramref name="asOf"/>, by session, then source id; coverage is 1.</summary>
    public static IReadOnlyList<StoredVector> Read(IDatabaseReads historical, string modelId, string sourceType, DateOnly start, DateOnly asOf)
        => ReadRows(historical, modelId, sourceType, start, asOf).Select(r => new StoredVector(r.SourceId, r.AsOf, r.Vector, 1)).ToArray();

    /// <summary>The same with everything the table says of them.</summary>
    public static IReadOnlyList<TextEmbeddingRow> ReadRows(IDatabaseReads historical, string modelId, string sourceType, DateOnly start, DateOnly asOf)
    {
        var found = new List<TextEmbeddingRow>();
        using var rows = historical.Read(
            """
            SELECT as_of_date, source_id, content_hash, n_docs, novelty, dispersion, fit_served_from, vector FROM text_embeddings
            WHERE model_id = @modelId AND source_type = @sourceType AND as_of_date BETWEEN @start AND @asOf ORDER BY as_of_date, source_id
            """,
            new { modelId, sourceType, start, asOf });
        while (rows.Next())
        {
            found.Add(new TextEmbeddingRow(
                rows.Date(0), rows.Text(1), rows.Text(2), (int)rows.Integer(3), rows.Real(4), rows.Real(5), rows.DateOrNull(6), VectorBytes.Read(rows.Blob(7))));
        }

        return found;
    }

    /// <summary>
    /// Writes vectors, new or again, and removes what a unit no longer has: rows of the range whose source id is
    /// <paramref name="isOwned"/> and which are not among <paramref name="vectors"/>.
    /// </summary>
    /// <param name="vectors">Within the range, each key once, ascending by session and source id.</param>
    /// <param name="isOwned">Other markets' rows stand in the same range: a unit removes only its own.</param>
    /// <returns>Rows written.</returns>
    public static long Save(
        DatabaseTransaction unit,
        string modelId,
        string sourceType,
        DateOnly start,
        DateOnly end,
        IReadOnlyList<TextEmbeddingRow> vectors,
        Func<string, bool> isOwned)
    {
        var stored = KeysOf(unit, modelId, sourceType, start, end);
        var kept = vectors.Select(v => (v.AsOf, v.SourceId)).ToHashSet();
        foreach (var (date, sourceId) in stored.Where(k => !kept.Contains(k) && isOwned(k.SourceId)))
        {
            unit.Execute(
                "DELETE FROM text_embeddings WHERE model_id = @modelId AND source_type = @sourceType AND as_of_date = @date AND source_id = @sourceId",
                new { modelId, sourceType, date, sourceId });
        }

        var (added, changed) = FactRows.Save(unit, Vectors, vectors, v => stored.Contains((v.AsOf, v.SourceId)), (rows, v) => rows
            .Text(modelId).Text(sourceType).Date(v.AsOf).Text(v.SourceId).Text(v.ContentHash).Integer(v.Vector.Length).Integer(v.Documents)
            .Real(v.Novelty).Real(v.Dispersion).Date(v.FitServedFrom).Blob(VectorBytes.Of(v.Vector)));
        return added + changed;
    }

    private static HashSet<(DateOnly AsOf, string SourceId)> KeysOf(DatabaseTransaction historical, string modelId, string sourceType, DateOnly start, DateOnly end)
    {
        var keys = new HashSet<(DateOnly, string)>();
        using var rows = historical.Read(
            """
            SELECT as_of_date, source_id FROM text_embeddings
            WHERE model_id = @modelId AND source_type = @sourceType AND as_of_date BETWEEN @start AND @end
            """,
            new { modelId, sourceType, start, end });
        while (rows.Next())
            keys.Add((rows.Date(0), rows.Text(1)));
        return keys;
    }
}

/// <summary>One row of <c>text_embeddings</c>.</summary>
/// <param name="AsOf">Session from whose close on it may be used.</param>
/// <param name="SourceId">Article, event, or <c>issuer:yyyy-MM-dd</c>.</param>
/// <param name="ContentHash">Of the text; of the members for an issuer-day.</param>
/// <param name="Documents">How many texts it stands for, near duplicates counted once.</param>
/// <param name="Novelty">1 − largest cosine to the issuer's trailing sessions; NaN where that says nothing.</param>
/// <param name="Dispersion">1 − mean cosine of the members to their mean; NaN for a single text's row.</param>
/// <param name="FitServedFrom">First session of the fit that served; null where a server encoded.</param>
/// <param name="Vector">float32 of unit length.</param>
public sealed record TextEmbeddingRow(
    DateOnly AsOf,
    string SourceId,
    string ContentHash,
    int Documents,
    double Novelty,
    double Dispersion,
    DateOnly? FitServedFrom,
    float[] Vector);
