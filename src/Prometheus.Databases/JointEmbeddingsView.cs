using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary><c>joint_embeddings</c>: whole vectors, whatever part of them a region's names share.</summary>
internal static class JointEmbeddingsView
{
    /// <summary>An embedded database joins bytes as if they were text, without looking at them; the cast makes bytes of them again.</summary>
    private const string Vector =
        """
        CASE WHEN v.shared_by IS NULL THEN v.vector
             ELSE CAST(substr(v.vector, 1, v.shared_at) || p.part || substr(v.vector, v.shared_at + 1) AS BLOB) END
        """;

    public static SeedView Declared { get; } = new(
        "joint_embeddings",
        keyColumns: 4,
        """
        joint_vectors v
        LEFT JOIN joint_shared_parts p ON p.joint_type = v.joint_type AND p.model_id = v.model_id AND p.as_of_date = v.as_of_date AND p.shared_by = v.shared_by
        """,
        ViewColumn.Text("joint_type", "v.joint_type"),
        ViewColumn.Text("model_id", "v.model_id"),
        ViewColumn.Date("as_of_date", "v.as_of_date"),
        ViewColumn.Text("entity_key", "v.entity_key"),
        new ViewColumn(Column.Json("entity_scope"), "v.entity_scope"),
        ViewColumn.Integer("branch_mask", "v.branch_mask"),
        ViewColumn.Real("coverage", "v.coverage"),
        ViewColumn.Integer("dim", "v.dim"),
        new ViewColumn(Column.Blob("vector"), Vector),
        ViewColumn.Text("vector_ref", "v.vector_ref"))
    {
        Tables = ["joint_vectors", "joint_shared_parts"],
    };
}
