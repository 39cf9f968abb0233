using Prometheus.Embeddings.Joint;
using Prometheus.Scenarios;
using Prometheus.Stores.Embeddings;
using Prometheus.Stores.Scenarios;

namespace Prometheus.Workflows.StabScenarios;

/// <summary>The scenarios of a stored set as they lie in the joint space.</summary>
internal static class EmbeddedScenarios
{
    /// <summary>Beginning of the entity keys of a set's scenarios.</summary>
    public static string PrefixOf(string setId) => $"SCENARIO:{setId}:";

    /// <summary>By date, then id; of one scenario the latest.</summary>
    /// <exception cref="NothingMatchedError">None is stored.</exception>
    public static IReadOnlyList<EmbeddedScenario> Read(IDatabaseReads historical, string modelId, ScenarioSetRow set)
    {
        var prefix = PrefixOf(set.ScenarioSetId);
        var latest = new Dictionary<string, EmbeddedScenario>(StringComparer.Ordinal);
        foreach (var v in JointEmbeddingStore.Read(historical, JointSpaces.StabFragility.JointType, modelId, prefix, new DateOnly(1800, 1, 1), set.MaxDataDate))
            latest[v.EntityKey] = new EmbeddedScenario(v.EntityKey[prefix.Length..], v.AsOf, v.Vector, v.BranchMask);
        return latest.Count > 0
            ? [.. latest.Values]
            : throw new NothingMatchedError(
                $"no scenario of set {set.ScenarioSetId} is stored in the space of {modelId}; 'prometheus embed scenario --scenario-set-id {set.ScenarioSetId}', then 'prometheus embed stab-scenarios --scenario-set-id {set.ScenarioSetId}' bring them");
    }
}
