using System.Globalization;
using Prometheus.Core.Identity;
using Prometheus.Embeddings.Joint;
using Prometheus.Embeddings.Numeric;
using Prometheus.Jobs;
using Prometheus.Scenarios;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.StabScenarios;

/// <summary>
/// Saves where the scenarios of a set stand in the joint space of stability and scenarios: every name with the path appended to its own history
/// passes through the encoder of the names' states, and the path through the descriptor. One unit, the set.
/// </summary>
public static class EmbedStabScenarios
{
    /// <param name="idOrName">Of the set.</param>
    /// <param name="scenarioModelId">Only scenarios that have a numeric vector of this model.</param>
    /// <param name="jointModelId">The model that is saved.</param>
    /// <param name="limit">At most so many scenarios are written, the first ones; null is all.</param>
    /// <exception cref="NothingMatchedError">There is no such set, or no numeric vector of its scenarios.</exception>
    /// <exception cref="ModelError">The history before the set is too short for a fit.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        string idOrName,
        string scenarioModelId,
        string jointModelId,
        int? limit,
        JobContext jobs)
    {
        var history = ScenarioHistory.Load(databases, idOrName, jobs.Cancellation);
        var set = history.Set;
        var paths = Known(databases.Historical, set, scenarioModelId, history.PathsWithin(limit));
        var space = JointSpaces.StabFragility.With(jointModelId, b => b);
        var options = StableId.HashOf(new { scenarioModelId, jointModelId, limit, descriptor = ScenarioDescriptorOptions.Default, layout = DescriptorLayout.Id, numeric = NumericOptions.Default, paths });
        var keys = limit is null ? null : paths.Select(p => KeyOf(set, p)).ToArray();
        return jobs.Run(databases.Historical, new Job<JointVector[]>
        {
            Key = $"embed stab-scenarios {jointModelId}",
            Units = [new JobUnit("stab scenarios", limit is null ? "all" : "first", set.SetId, options, history.InputsDigest)],
            Compute = (_, stop) => Join(history, space, paths, jobs.Workers, stop),
            Save = (transaction, _, vectors) => JointEmbeddingStore.Save(
                transaction, space, new JointRange(new DateOnly(1800, 1, 1), new DateOnly(2999, 12, 31), EmbeddedScenarios.PrefixOf(set.SetId), keys), vectors),
        });
    }

    /// <summary>The paths that have a numeric vector of the set as it is now.</summary>
    private static int[] Known(Database historical, ScenarioSet set, string modelId, int within)
    {
        var stored = ScenarioVectors.Read(historical, modelId, set).ToDictionary(v => v.EntityId, v => v.AsOf, StringComparer.Ordinal);
        var known = Enumerable.Range(0, within).Where(p => stored.TryGetValue(ScenarioVectors.IdOf(set, p), out var asOf) && asOf == set.DateOf(p, set.Horizon - 1)).ToArray();
        return known.Length > 0
            ? known
            : throw new NothingMatchedError(
                $"no vector of {modelId} of a scenario of set {set.SetId} is stored; 'prometheus embed scenario --scenario-set-id {set.SetId}' brings them");
    }

    private static JointVector[] Join(ScenarioHistory history, JointSpace space, int[] paths, int workers, CancellationToken cancellation)
    {
        var encoding = ScenarioDescriptor.Fit(history.Market, ScenarioDescriptorOptions.Default, workers, cancellation).Append(history.Set, history.Paths.Session);
        var numeric = NumericPaths.Fit(history.Market, history.Paths, NumericModel.Stability, NumericOptions.Default, workers, cancellation);
        if (!encoding.HasFit && numeric.ServedFrom is null)
        {
            throw new ModelError(FormattableString.Invariant(
                $"the {history.Market.Sessions.Count} sessions of {history.Set.MarketId} up to {history.Set.MaxDataDate:yyyy-MM-dd} are too few for a fit: scenario set {history.Set.SetId} cannot be embedded"));
        }

        var concatenation = space.Concatenation();
        var vectors = new JointVector?[paths.Length];
        Parallel.For(0, paths.Length, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, k =>
        {
            var descriptor = new float[DescriptorLayout.Dimensions];
            encoding.Encode(paths[k], descriptor);
            if (concatenation.Join([numeric.Encode(paths[k]).Vector, descriptor]) is { } z)
                vectors[k] = Vector(history.Set, paths[k], z.Vector, z.Mask, z.Coverage);
        });
        return [.. vectors.OfType<JointVector>()];
    }

    private static JointVector Vector(ScenarioSet set, int path, float[] vector, long mask, double coverage)
    {
        var asOf = set.DateOf(path, set.Horizon - 1);
        var scope = CanonicalJson.SerializeToString(new
        {
            entity_type = "SCENARIO",
            scenario_set_id = set.SetId,
            scenario_id = path.ToString(CultureInfo.InvariantCulture),
            source = "scenario",
            as_of_date = asOf,
        });
        return new JointVector(KeyOf(set, path), asOf, vector, mask, coverage, scope);
    }

    private static string KeyOf(ScenarioSet set, int path) => EmbeddedScenarios.PrefixOf(set.SetId) + path.ToString(CultureInfo.InvariantCulture);
}
