using Prometheus.Scenarios;
using Prometheus.Stores.Runs;
using Prometheus.Stores.Scenarios;

namespace Prometheus.Workflows.Risk;

/// <summary>
/// Tries stored target books on a stored scenario set and writes what they made into their risk reports. A diagnosis: a set that has seen later
/// days than a book may be used, and its keys are marked.
/// </summary>
public static class RunScenarioRisk
{
    /// <param name="idOrName">Of the set.</param>
    /// <exception cref="Core.Errors.NothingMatchedError">There is no such set, or no target book in the selection.</exception>
    public static IReadOnlyList<ReportedBooks> Execute(
        DatabasePair databases, BookSelection selection, string idOrName, int workers, CancellationToken cancellation = default)
    {
        var row = ScenarioStore.Find(databases.Runtime, idOrName);
        var books = selection.Read(databases.Runtime);
        var set = ScenarioStore.Restore(databases.Runtime, row);
        var reported = BackfillRiskReports.Execute(databases, selection, books, onlyMissing: true, workers, cancellation).ToDictionary(r => r.Context);
        var done = new List<ReportedBooks>();
        foreach (var context in books.GroupBy(b => b.Context, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var entries = context.Select(book => Try(book, set)).ToArray();
            databases.Runtime.InTransaction(unit => RiskReportStore.SaveScenarios(unit, context.Key, selection.PortfolioId, set.SetId, entries));
            done.Add(reported[context.Key] with { Hindsight = entries.Count(e => e.Hindsight) });
        }

        return done;
    }

    private static ScenarioEntry Try(TargetBook book, ScenarioSet set)
    {
        var (instruments, weights) = (book.Instruments, book.Weights);
        return new ScenarioEntry(book.AsOfDate, ScenarioRisk.Of(instruments, weights, set), set.MaxDataDate > book.AsOfDate);
    }
}
