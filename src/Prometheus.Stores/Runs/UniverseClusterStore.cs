using System.Text.Json;
using Prometheus.Core.Markets;
using Prometheus.Databases;

namespace Prometheus.Stores.Runs;

/// <summary>Reads <c>universe_members</c> by the clusters their names stood in.</summary>
public static class UniverseClusterStore
{
    /// <summary>Candidates of a universe, members and excluded alike, by context, date and id.</summary>
    /// <param name="runtime">Where universes are.</param>
    /// <param name="universeId">Which.</param>
    /// <param name="context">live or a run id; null is every context.</param>
    /// <param name="start">First date.</param>
    /// <param name="end">Last date.</param>
    public static IEnumerable<UniverseClusterRow> Read(IDatabaseReads runtime, string universeId, string? context, DateOnly start, DateOnly end)
    {
        using var rows = runtime.Read(
            """
            SELECT context, as_of_date, tier, included, CAST(reasons AS TEXT) FROM universe_members
            WHERE universe_id = @universeId AND (@context IS NULL OR context = @context) AND as_of_date BETWEEN @start AND @end
            ORDER BY context, as_of_date, entity_id
            """,
            new { universeId, context, start, end });
        while (rows.Next())
        {
            using var reasons = JsonDocument.Parse(rows.Text(4));
            yield return new UniverseClusterRow(
                rows.Text(0),
                rows.Date(1),
                TextOf(reasons.RootElement, "market_id") ?? "",
                TextOf(reasons.RootElement, "sector") ?? SectorHistory.Unknown,
                TextOf(reasons.RootElement, "soft_target_class") ?? SectorHistory.Unknown,
                rows.Text(2),
                rows.Boolean(3));
        }
    }

    private static string? TextOf(JsonElement reasons, string name)
        => reasons.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
