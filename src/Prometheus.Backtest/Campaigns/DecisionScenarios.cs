using Prometheus.Backtest.Strategies;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Scenarios;
using Prometheus.States.Regimes;

namespace Prometheus.Backtest.Campaigns;

/// <summary>What the books of a run made on one scenario set, each on the paths known at its decision.</summary>
/// <param name="SetId">The set.</param>
/// <param name="Risks">One a decision of the run; null for a decision to hold, and where nobody could know a path yet.</param>
public sealed record DecisionScenarios(string SetId, ScenarioRisk?[] Risks)
{
    /// <summary>
    /// Adds the scenario risk of every decision to the runs whose options name sets, and its time means and worst values to their metrics. A set
    /// is drawn once a session, whichever sleeves decide on it.
    /// </summary>
    /// <param name="requests">Every set that is named.</param>
    /// <exception cref="UserError">A sleeve names a set that is not among the requests.</exception>
    public static SleeveResult[] Add(
        Market market, IReadOnlyList<ScenarioRequest> requests, SleeveResult[] results, int workers, CancellationToken cancellation = default)
    {
        var runs = results.OfType<SleeveRun>().Where(r => r.Manifest.Options.ScenarioSetIds is { Count: > 0 }).ToArray();
        if (runs.Length == 0)
            return results;
        var risks = runs.ToDictionary(r => r.RunId, r => new DecisionScenarios[r.Manifest.Options.ScenarioSetIds!.Count]);
        foreach (var run in runs)
        {
            for (var s = 0; s < risks[run.RunId].Length; s++)
                risks[run.RunId][s] = new DecisionScenarios(run.Manifest.Options.ScenarioSetIds![s], new ScenarioRisk?[run.Decisions.Length]);
        }

        foreach (var id in runs.SelectMany(r => r.Manifest.Options.ScenarioSetIds!).Distinct(StringComparer.Ordinal))
        {
            var request = requests.FirstOrDefault(r => r.SetId == id)
                ?? throw new UserError($"a sleeve names scenario set {id}, which the campaign was not given");
            var asking = Array.FindAll(runs, r => r.Manifest.Options.ScenarioSetIds!.Contains(id));
            Fill(market, request, asking, risks, workers, cancellation);
        }

        return Array.ConvertAll(results, r => r is SleeveRun run && risks.TryGetValue(run.RunId, out var own) ? With(run, own) : r);
    }

    private static SleeveRun With(SleeveRun run, DecisionScenarios[] scenarios)
    {
        var metrics = new SortedDictionary<string, double>(run.Metrics, StringComparer.Ordinal);
        foreach (var (key, value) in scenarios.SelectMany(s => WalkScenarioRisk.Aggregates(s.SetId, s.Risks)))
            metrics[key] = value;
        return run with { Metrics = metrics, Scenarios = scenarios };
    }

    private static void Fill(
        Market market,
        ScenarioRequest request,
        SleeveRun[] runs,
        Dictionary<string, DecisionScenarios[]> risks,
        int workers,
        CancellationToken cancellation)
    {
        var walk = new WalkScenarioRisk(market, [request], RegimesOf(runs));
        var bySession = runs
            .SelectMany(run => run.Decisions.Select((decision, k) => (Run: run, Decision: decision, Place: k)))
            .Where(d => d.Decision.Decision is not Decision.HoldDecision)
            .GroupBy(d => d.Decision.Session)
            .Select(g => (Session: g.Key, Books: g.ToArray()))
            .ToArray();
        Parallel.ForEach(
            bySession,
            new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation },
            session =>
            {
                var books = Array.ConvertAll(session.Books, b => (b.Decision.FinalInstruments, b.Decision.FinalWeights));
                if (walk.At(session.Session, books)[0] is not { } known)
                    return;
                for (var b = 0; b < known.Length; b++)
                    risks[session.Books[b].Run.RunId].First(s => s.SetId == request.SetId).Risks[session.Books[b].Place] = known[b];
            });
    }

    /// <summary>Every run carries the regimes it went through; the default model serves all alike.</summary>
    private static RegimeState? RegimesOf(SleeveRun[] runs) => runs.Select(r => r.Signals.Regime).FirstOrDefault(r => r is not null);
}
