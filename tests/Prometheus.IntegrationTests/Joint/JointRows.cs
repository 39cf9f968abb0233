using Prometheus.Core.Numerics;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.Embeddings.Joint;
using Prometheus.Stores.Embeddings;

namespace Prometheus.IntegrationTests.Joint;

/// <summary>Rows of branch tables and of joint spaces, written as their owners write them.</summary>
internal static class JointRows
{
    private static readonly TableShape Windows = new(
        "numeric_window_embeddings", keyColumns: 5, Column.Text("model_id"), Column.Text("window_spec"), Column.Text("entity_type"), Column.Date("as_of_date"), Column.Text("entity_id"),
        Column.Integer("dim"), Column.Real("coverage"), Column.Blob("vector"));

    private static readonly TableShape Regimes = new(
        "regimes", keyColumns: 3, Column.Text("region"), Column.Date("as_of_date"), Column.Text("model_id"), Column.Text("regime_record_id"), Column.Text("regime_label"),
        Column.Real("confidence"), Column.Real("p_crisis"), Column.Real("p_risk_off"), Column.Real("p_carry"), Column.Real("p_neutral"), Column.Blob("regime_embedding"), Column.Json("metadata"));

    public static void Numeric(Database historical, string modelId, string entityType, IEnumerable<(string Entity, DateOnly AsOf)> rows, int width = 64)
        => historical.InTransaction(unit => unit.Upsert(Windows, writer =>
        {
            foreach (var (entity, asOf) in rows.OrderBy(r => r.AsOf).ThenBy(r => r.Entity, StringComparer.Ordinal))
            {
                writer.Text(modelId).Text("""{"window_days":63}""").Text(entityType).Date(asOf).Text(entity).Integer(width).Real(1)
                    .Blob(VectorBytes.Of(Vector(width, modelId, entity, $"{asOf:O}"))).EndRow();
            }
        }));

    public static void Regime(Database runtime, string region, IEnumerable<DateOnly> sessions)
        => runtime.InTransaction(unit => unit.Upsert(Regimes, writer =>
        {
            foreach (var session in sessions.Order())
            {
                writer.Text(region).Date(session).Text("num-regime-core-v1").Text($"{region}{session:O}").Text("NEUTRAL").Real(1).Real(0).Real(0).Real(0).Real(1)
                    .Blob(VectorBytes.Of(Vector(8, "regime", region, $"{session:O}"))).Json("{}").EndRow();
            }
        }));

    public static void Text(Database historical, string modelId, string sourceType, IEnumerable<(string Source, DateOnly AsOf)> rows)
    {
        var vectors = rows.OrderBy(r => r.AsOf).ThenBy(r => r.Source, StringComparer.Ordinal)
            .Select(r => new TextEmbeddingRow(r.AsOf, r.Source, "hash", 1, double.NaN, double.NaN, null, Vector(384, modelId, r.Source))).ToArray();
        historical.InTransaction(unit => TextEmbeddingStore.Save(unit, modelId, sourceType, vectors[0].AsOf, vectors[^1].AsOf, vectors, _ => false));
    }

    /// <summary>Saves vectors of a space from their branches.</summary>
    public static void Joint(Database historical, JointSpace space, string prefix, params IReadOnlyList<(string Key, DateOnly AsOf, float[]?[] Branches, string Scope)> rows)
    {
        var concatenation = space.Concatenation();
        var vectors = rows.Select(r => concatenation.Join(r.Branches) is { } j ? new JointVector(r.Key, r.AsOf, j.Vector, j.Mask, j.Coverage, r.Scope) : throw new InvalidOperationException("no branch")).ToArray();
        historical.InTransaction(unit => JointEmbeddingStore.Save(unit, space, new JointRange(new DateOnly(1900, 1, 1), new DateOnly(2100, 1, 1), prefix), vectors));
    }

    public static float[] Vector(int width, params string[] name)
    {
        var stream = new RandomStream(name);
        return [.. Enumerable.Range(0, width).Select(_ => (float)stream.NextNormal())];
    }
}
