using Prometheus.Storage.Bulk;
using Prometheus.Storage.Databases;

namespace Prometheus.Storage.Stores.Embeddings;

/// <summary>Vectors of scenarios ⇄ <c>numeric_window_embeddings</c>.</summary>
public static class ScenarioVectorStore
{
    private static readonly TableShape Vectors = new(
        "numeric_window_embeddings",
        keyColumns: 5,
        Column.Text("model_id"),
        Column.Text("window_spec"),
        Column.Text("entity_type"),
        Column.Date("as_of_date"),
        Column.Text("entity_id"),
        Column.Integer("dim"),
        Column.Real("coverage"),
        Column.Date("fit_served_from"),
        Column.Blob("vector"));

    /// <summary>Vectors of a model, by date, then entity; nothing dated after <paramref name="asOf"/> is read.</summary>
    public static IReadOnlyList<StoredVector> Read(IDatabaseReads historical, string modelId, string windowSpec, string entityType, DateOnly start, DateOnly asOf)
    {
        var vectors = new List<StoredVector>();
        using var rows = historical.Read(
            """
            SELECT entity_id, as_of_date, vector, coverage FROM numeric_window_embeddings
            WHERE model_id = @modelId AND window_spec = @windowSpec AND entity_type = @entityType AND as_of_date BETWEEN @start AND @asOf
            ORDER BY as_of_date, entity_id
            """,
            new { modelId, windowSpec, entityType, start, asOf });
        while (rows.Next())
            vectors.Add(new StoredVector(rows.Text(0), rows.Date(1), VectorBytes.Read(rows.Blob(2)), rows.Real(3)));
        return vectors;
    }

    /// <summary>Makes the store hold these vectors of a set's scenarios. Returns the rows written.</summary>
    /// <param name="unit">Of the historical database.</param>
    /// <param name="setId">The scenarios' ids are <c>set:path</c>.</param>
    /// <param name="whole">True where these are all the set has; false leaves its other scenarios as they are.</param>
    /// <param name="servedFrom">The first session of the fit that served.</param>
    /// <param name="vectors">Each scenario once.</param>
    public static long Save(
        DatabaseTransaction unit, string modelId, string windowSpec, string setId, bool whole, DateOnly servedFrom, IReadOnlyList<StoredVector> vectors)
    {
        var condition = "model_id = @modelId AND window_spec = @windowSpec AND entity_type = 'SCENARIO' AND entity_id >= @first AND entity_id < @beyond"
            + (whole ? "" : " AND entity_id IN @ids");
        var parameters = new { modelId, windowSpec, first = setId + ":", beyond = setId + ";", ids = vectors.Select(v => v.EntityId).ToArray() };
        return unit.Replace(Vectors, KeyRange.Where(condition, parameters), rows =>
        {
            foreach (var v in vectors.OrderBy(v => v.AsOf).ThenBy(v => v.EntityId, StringComparer.Ordinal))
            {
                rows.Text(modelId).Text(windowSpec).Text("SCENARIO").Date(v.AsOf).Text(v.EntityId).Integer(v.Vector.Length).Real(v.Coverage)
                    .Date(servedFrom).Blob(VectorBytes.Of(v.Vector)).EndRow();
            }
        });
    }
}
