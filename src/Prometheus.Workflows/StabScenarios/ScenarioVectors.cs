using System.Globalization;
using Prometheus.Embeddings.Numeric;
using Prometheus.Scenarios;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.StabScenarios;

/// <summary>The numeric vectors of a set's scenarios.</summary>
internal static class ScenarioVectors
{
    /// <summary>The <c>window_spec</c> of every vector these commands read and write.</summary>
    public static string WindowSpec { get; } = NumericModels.WindowSpec(NumericOptions.Default.WindowSessions);

    public static string IdOf(ScenarioSet set, int path) => string.Create(CultureInfo.InvariantCulture, $"{set.SetId}:{path}");

    public static IReadOnlyList<StoredVector> Read(IDatabaseReads historical, string modelId, ScenarioSet set)
        => [.. NumericEmbeddingStore.Read(historical, modelId, WindowSpec, "SCENARIO", new DateOnly(1800, 1, 1), set.MaxDataDate)
            .Where(v => v.EntityId.StartsWith(set.SetId + ":", StringComparison.Ordinal))];
}
