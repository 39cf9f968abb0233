using Prometheus.Core.Identity;
using Prometheus.Embeddings.Numeric;
using Prometheus.Jobs;
using Prometheus.Scenarios;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.StabScenarios;

/// <summary>Saves the numeric vectors of the scenarios of a set: every name with the path appended to its own history, then their mean. One unit, the set.</summary>
public static class EmbedScenarios
{
    /// <param name="idOrName">Of the set.</param>
    /// <param name="modelId">A numeric model that reads returns only.</param>
    /// <param name="limit">At most so many scenarios are written, the first ones; null is all.</param>
    /// <exception cref="NothingMatchedError">There is no such set.</exception>
    /// <exception cref="UserError">A model that a simulated path cannot pass through.</exception>
    /// <exception cref="ModelError">The history before the set is too short for a fit.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        string idOrName,
        string modelId,
        int? limit,
        JobContext jobs)
    {
        var model = NumericModels.Parse(modelId);
        if (model is not (NumericModel.Scenario or NumericModel.Stability))
            throw new UserError($"--model-id expects a model that reads returns only, num-scenario-core-v1 or num-stab-core-v1, found '{modelId}'");
        if (limit is { } most)
            Guard.AtLeast(most, 1, "--limit");
        var history = ScenarioHistory.Load(databases, idOrName, jobs.Cancellation);
        var paths = history.PathsWithin(limit);
        var options = StableId.HashOf(new { modelId, limit, numeric = NumericOptions.Default });
        return jobs.Run(databases.Historical, new Job<(DateOnly ServedFrom, StoredVector[] Vectors)>
        {
            Key = $"embed scenario {modelId}",
            Units = [new JobUnit("scenario vectors", limit is null ? "all" : "first", history.Set.SetId, options, history.InputsDigest)],
            Compute = (_, stop) => Encode(history, model, paths, jobs.Workers, stop),
            Save = (transaction, _, done) => NumericEmbeddingStore.SaveScenarios(
                transaction, modelId, ScenarioVectors.WindowSpec, history.Set.SetId, limit is null, done.ServedFrom, done.Vectors),
        });
    }

    private static (DateOnly ServedFrom, StoredVector[] Vectors) Encode(ScenarioHistory history, NumericModel model, int paths, int workers, CancellationToken cancellation)
    {
        var numeric = NumericPaths.Fit(history.Market, history.Paths, model, NumericOptions.Default, workers, cancellation);
        if (numeric.ServedFrom is not { } servedFrom)
        {
            throw new ModelError(FormattableString.Invariant(
                $"the {history.Market.Sessions.Count} sessions of {history.Set.MarketId} up to {history.Set.MaxDataDate:yyyy-MM-dd} are too few for a fit: scenario set {history.Set.SetId} cannot be embedded"));
        }

        var vectors = new StoredVector?[paths];
        Parallel.For(0, paths, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, path =>
        {
            var (vector, coverage) = numeric.Encode(path);
            if (vector is not null)
                vectors[path] = new StoredVector(ScenarioVectors.IdOf(history.Set, path), history.Set.DateOf(path, history.Set.Horizon - 1), vector, coverage);
        });
        return (history.Market.Sessions[servedFrom], [.. vectors.OfType<StoredVector>()]);
    }
}
