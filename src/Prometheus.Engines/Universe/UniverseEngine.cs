using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Engines.Assessment;
using Prometheus.Engines.Stability;

namespace Prometheus.Engines.Universe;

/// <summary>
/// <c>basic-equity-v1</c>: on each decision session filter, score, cap and rank the names known by then. A forward scan whose only memory is the
/// previous membership; the snapshot of session t depends on rows ≤ t only.
/// </summary>
public static class UniverseEngine
{
    /// <param name="market">Closes, volumes, listings.</param>
    /// <param name="stability">State of the same market.</param>
    /// <param name="assessment">Opinion of the same market, at the horizon of <paramref name="options"/>.</param>
    /// <param name="decisionSessions">Ascending rows.</param>
    /// <param name="options">Filters, weights and caps.</param>
    /// <exception cref="ModelError">The assessment has another horizon than the options ask for.</exception>
    public static UniverseState Select(
        Market market, StabilityState stability, AssessmentState assessment, ReadOnlySpan<int> decisionSessions, UniverseOptions options)
    {
        if (assessment.Options.HorizonSessions != options.AssessmentHorizon)
            throw new ModelError($"the universe ranks by horizon {options.AssessmentHorizon} but was given an assessment of horizon {assessment.Options.HorizonSessions}");

        var changes = StateChangeEngine.Compute(stability, market.Sectors, decisionSessions, options.StateChange);
        var filters = new UniverseFilters(market, stability, options);
        var ranking = new UniverseRanking(options);
        var member = new bool[market.Instruments.Count];
        var snapshots = new UniverseSnapshot[decisionSessions.Length];
        for (var k = 0; k < decisionSessions.Length; k++)
        {
            var candidates = filters.Apply(decisionSessions[k], member);
            AddIngredients(candidates, decisionSessions[k], k, stability, assessment, changes);
            UniverseScoring.Score(candidates, options);
            ranking.Admit(candidates, member);
            snapshots[k] = new UniverseSnapshot(decisionSessions[k], candidates);
            Array.Clear(member);
            foreach (var candidate in candidates)
                member[candidate.Instrument] = candidate.Included;
        }

        return new UniverseState(options, snapshots);
    }

    private static void AddIngredients(
        UniverseCandidate[] candidates, int session, int ordinal, StabilityState stability, AssessmentState assessment, StateChangeState changes)
    {
        var classes = stability.Class.Row(session);
        var index = stability.Index.Row(session);
        var z = assessment.Z.Row(session);
        for (var c = 0; c < candidates.Length; c++)
        {
            var candidate = candidates[c];
            var present = classes[candidate.Instrument];
            if (present == Core.Panels.CodePanel.None)
                continue;
            var risk = changes.Of(ordinal, candidate.Sector, (SoftTargetClass)present);
            candidates[c] = candidate with
            {
                StabilityRisk = risk.ToTargetableOrBreaker,
                StabilityWorsen = risk.WorsenAny,
                AssessmentZ = z[candidate.Instrument],
                StabilityZ = 100 - index[candidate.Instrument],
            };
        }
    }
}
