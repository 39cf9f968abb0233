using Prometheus.Databases.Bulk;

namespace Prometheus.Databases;

/// <summary>The views that stand for tables of the seeds, by database.</summary>
public static class SeedViews
{
    private static readonly SeedView[] Runtime = [UniverseMembersView.Declared, InstrumentScoresView.Declared, .. BookViews.All];

    private static readonly SeedView[] Historical = [JointEmbeddingsView.Declared];

    private static readonly HashSet<string> Documents = [.. Runtime.SelectMany(v => v.Columns).Where(c => c.Column.Type == ColumnType.Json).Select(c => c.Column.Name)];

    public static IReadOnlyList<SeedView> Of(LogicalDatabase database) => database == LogicalDatabase.Runtime ? Runtime : Historical;

    /// <summary>The view of that name, or null.</summary>
    public static SeedView? TryFind(LogicalDatabase database, string name) => Of(database).FirstOrDefault(v => string.Equals(v.Name, name, StringComparison.Ordinal));

    /// <summary>An embedded database types no expression, so the documents of the views are known by name.</summary>
    internal static ColumnType? TypeOfDocument(string column) => Documents.Contains(column) ? ColumnType.Json : null;
}
