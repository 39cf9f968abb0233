using Prometheus.Opinions.Lambda;
using Prometheus.Sources.Tables;
using Prometheus.Stores.Runs;

namespace Prometheus.Workflows.Lambda;

/// <summary>Compares stored universes with the predictions of an experiment, one context after the other.</summary>
public static class AlignUniverse
{
    public static IReadOnlyList<string> Header { get; } = ["context", "measure", "count", "mean", "std", "std_err"];

    /// <param name="databases">Where universes are.</param>
    /// <param name="predictionsPath">A file of predictions with <c>lambda_value</c>, <c>lambda_next</c>, <c>lambda_hat</c>.</param>
    /// <param name="experimentId">Whose predictions.</param>
    /// <param name="universeId">Which universe.</param>
    /// <param name="context">live or a run id; null is every context that has the universe.</param>
    /// <param name="start">First date.</param>
    /// <param name="end">Last date.</param>
    /// <returns>Rows of <see cref="Header"/>.</returns>
    /// <exception cref="NothingMatchedError">No prediction, no member, or none of the members in a predicted cluster.</exception>
    public static IReadOnlyList<object?[]> Execute(
        DatabasePair databases, string predictionsPath, string experimentId, string universeId, string? context, DateOnly start, DateOnly end)
    {
        var clusters = ReadClusters(predictionsPath, experimentId);
        var found = new SortedDictionary<string, List<AlignedCandidate>>(StringComparer.Ordinal);
        var members = 0;
        foreach (var m in UniverseStore.ReadClusters(databases.Runtime, universeId, context, start, end))
        {
            members++;
            if (!clusters.TryGetValue((m.AsOf, m.MarketId, m.Sector, m.SoftTargetClass), out var lambda))
                continue;
            if (!found.TryGetValue(m.Context, out var candidates))
                found.Add(m.Context, candidates = []);
            candidates.Add(new AlignedCandidate(m.AsOf, m.Tier, m.Included, lambda.Value, lambda.Next, lambda.Predicted));
        }

        if (found.Count == 0)
        {
            throw new NothingMatchedError(members == 0
                ? $"universe {universeId} has no stored member from {start:yyyy-MM-dd} to {end:yyyy-MM-dd}{(context is null ? "" : $" in context {context}")}"
                : $"none of the {members} stored candidates of universe {universeId} from {start:yyyy-MM-dd} to {end:yyyy-MM-dd} stood in a cluster that {experimentId} predicts");
        }

        return found.SelectMany(f => UniverseAlignment.Measure(f.Value).Select(m => new object?[] { f.Key, m.Measure, m.Count, m.Mean, m.Deviation, m.StandardError })).ToArray();
    }

    private static Dictionary<(DateOnly, string, string, string), (double Value, double Next, double Predicted)> ReadClusters(string path, string experimentId)
    {
        var clusters = new Dictionary<(DateOnly, string, string, string), (double, double, double)>();
        AccessLog.Current?.NoteFileRead(path);
        using var table = TableReader.Open(path);
        var (date, market, sector, present) = (table.Require("as_of_date"), table.Require("market_id"), table.Require("sector"), table.Require("soft_target_class"));
        var (value, next, predicted, experiment) =
            (table.Require("lambda_value"), table.Require("lambda_next"), table.Require("lambda_hat"), table.Require("experiment_id"));
        while (table.Next())
        {
            if (table.Text(experiment) != experimentId || double.IsNaN(table.Number(predicted)))
                continue;
            if (!clusters.TryAdd((table.Date(date), table.Name(market), table.Name(sector), table.Name(present)), (table.Number(value), table.Number(next), table.Number(predicted))))
                throw table.Error($"one row a date and cluster, found {table.Name(market)}|{table.Name(sector)}|{table.Name(present)} twice on {table.Date(date):yyyy-MM-dd}");
        }

        return clusters.Count > 0 ? clusters : throw new NothingMatchedError($"{table.File} holds no prediction of experiment {experimentId}");
    }
}
