using Prometheus.Backtest.Comparison;
using Prometheus.Reports.Comparisons;
using Prometheus.Stores.Runs;

namespace Prometheus.Workflows.Backtests;

/// <summary>Reads stored runs back and puts them side by side.</summary>
public static class CompareRuns
{
    /// <param name="runIds">Run ids or their first characters; the first is what the others are compared with.</param>
    /// <exception cref="Core.Errors.UserError">Fewer than two runs, one named twice, or one that failed.</exception>
    public static ComparisonModel Execute(DatabasePair databases, IEnumerable<string> runIds)
        => ComparisonModel.Of([.. runIds.Select(id => Read(databases, RunStore.Find(databases.Runtime, id)))]);

    private static ComparedRun Read(DatabasePair databases, RunRow run) => new(
        StoredRun.FactsOf(databases, run),
        [
            .. BookStore.ReadTargets(databases.Runtime, run.RunId).GroupBy(t => t.AsOfDate)
                .Select(g => new DatedBook(g.Key, g.ToDictionary(t => t.EntityId, t => t.TargetWeight, StringComparer.Ordinal))),
        ]);
}
