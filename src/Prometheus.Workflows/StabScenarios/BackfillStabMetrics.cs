using System.Globalization;
using Prometheus.Scenarios;
using Prometheus.Stores.Runs;
using Prometheus.Stores.Scenarios;
using Prometheus.Workflows.Risk;

namespace Prometheus.Workflows.StabScenarios;

/// <summary>
/// Compares stored target books with the scenarios of a set in their joint space and writes what they resemble into their risk reports, with
/// what the closest scenario would cost. A diagnosis: a set that has seen later days than a book may be used, and its keys are marked.
/// </summary>
public static class BackfillStabMetrics
{
    /// <param name="idOrName">Of the set.</param>
    /// <param name="modelId">The joint model of names and scenarios.</param>
    /// <exception cref="NothingMatchedError">There is no such set, no scenario of it in the space, no target book in the selection, or no vector of its names.</exception>
    public static IReadOnlyList<ComparedBooks> Execute(
        DatabasePair databases, BookSelection selection, string idOrName, string modelId, int workers, CancellationToken cancellation = default)
    {
        var row = ScenarioStore.Find(databases.Runtime, idOrName);
        var books = selection.Read(databases.Runtime);
        var scenarios = EmbeddedScenarios.Read(databases.Historical, modelId, row);
        var set = ScenarioStore.Restore(databases.Runtime, row);
        var entries = Compare(databases.Historical, modelId, books, scenarios, set, cancellation);
        if (entries.Count == 0)
        {
            throw new NothingMatchedError(
                $"no name in {books.Count} books of {selection.PortfolioId} had a vector of {modelId} by their dates; 'prometheus embed stab-states' brings them");
        }

        BackfillRiskReports.Execute(databases, selection, books, onlyMissing: true, workers, cancellation);
        var done = new List<ComparedBooks>();
        foreach (var context in books.GroupBy(b => b.Context, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var own = context.Select(b => entries.GetValueOrDefault((b.Context, b.AsOfDate))).OfType<StabEntry>().ToArray();
            var written = 0L;
            if (own.Length > 0)
                databases.Runtime.InTransaction(unit => written = RiskReportStore.SaveStab(unit, context.Key, selection.PortfolioId, own));
            done.Add(new ComparedBooks(context.Key, context.Count(), own.Length, written, own.Count(e => e.Hindsight)));
        }

        return done;
    }

    /// <summary>In the order of dates, so that each vector is read once.</summary>
    private static Dictionary<(string Context, DateOnly AsOf), StabEntry> Compare(
        Database historical,
        string modelId,
        IReadOnlyList<TargetBook> books,
        IReadOnlyList<EmbeddedScenario> scenarios,
        ScenarioSet set,
        CancellationToken cancellation)
    {
        var states = new LatestStates(historical, modelId);
        var entries = new Dictionary<(string, DateOnly), StabEntry>();
        foreach (var date in books.GroupBy(b => b.AsOfDate).OrderBy(d => d.Key))
        {
            cancellation.ThrowIfCancellationRequested();
            states.Advance(date.Key);
            foreach (var book in date)
            {
                var (instruments, weights) = (book.Instruments, book.Weights);
                if (BookVector.Of(instruments, weights, states.Of) is not { } vector)
                    continue;
                var exposure = StabExposure.Of(vector, scenarios);
                var returns = ScenarioRisk.Of(instruments, weights, set).PathReturns;
                entries.Add(
                    (book.Context, book.AsOfDate),
                    new StabEntry(book.AsOfDate, set.SetId, exposure, ReturnOf(returns, exposure.Closest.ScenarioId), set.MaxDataDate > book.AsOfDate));
            }
        }

        return entries;
    }

    /// <summary>What a path made of a book; NaN where the set has no such path any more.</summary>
    internal static double ReturnOf(double[] pathReturns, string scenarioId)
        => int.TryParse(scenarioId, NumberStyles.None, CultureInfo.InvariantCulture, out var path) && path < pathReturns.Length ? pathReturns[path] : double.NaN;
}

/// <summary>What was done for the books of one context.</summary>
/// <param name="Context"><c>live</c> or the run id.</param>
/// <param name="Books">Decision dates in the request.</param>
/// <param name="Compared">How many of them have a name with a STAB vector; the others have no metrics.</param>
/// <param name="Written">Reports that say something new.</param>
/// <param name="Hindsight">How many of the compared lie before the last day of the scenario set.</param>
public sealed record ComparedBooks(string Context, int Books, int Compared, long Written, int Hindsight);
