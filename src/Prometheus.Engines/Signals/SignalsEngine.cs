using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Engines.Assessment;
using Prometheus.Engines.Stability;
using Prometheus.Engines.Universe;

namespace Prometheus.Engines.Signals;

/// <summary>Computes what several strategies need, each distinct options record once.</summary>
public static class SignalsEngine
{
    /// <param name="market">The whole market; row t of every signal depends on rows ≤ t.</param>
    /// <param name="needs">One a strategy.</param>
    /// <param name="decisionSessions">Rows on which universes are decided, one array a strategy.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between blocks.</param>
    /// <returns>One record a strategy, in the order of <paramref name="needs"/>; equal options share one state.</returns>
    /// <exception cref="ModelError">A universe without the stability or the assessment it ranks by.</exception>
    public static IReadOnlyList<Signals> Compute(
        Market market, IReadOnlyList<SignalNeeds> needs, IReadOnlyList<int[]> decisionSessions, int workers, CancellationToken cancellation = default)
    {
        foreach (var need in needs)
        {
            if (need is { Assessment: not null, Stability: null } or { Universe: not null, Assessment: null })
                throw new ModelError("an assessment needs a stability state and a universe needs an assessment");
        }

        var stabilities = needs.Select(n => n.Stability).OfType<StabilityOptions>().Distinct()
            .ToDictionary(o => o, o => StabilityEngine.Compute(market, o, workers, cancellation));
        var assessments = Assess(market, needs, stabilities, workers, cancellation);
        var signals = new Signals[needs.Count];
        Parallel.For(0, needs.Count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation }, k =>
        {
            var need = needs[k];
            var stability = need.Stability is null ? null : stabilities[need.Stability];
            var assessment = need.Assessment is null ? null : assessments[(need.Stability!, need.Assessment)];
            var universe = need.Universe is null ? null : UniverseEngine.Select(market, stability!, assessment!, decisionSessions[k], need.Universe);
            signals[k] = new Signals(stability, assessment, universe);
        });
        return signals;
    }

    private static Dictionary<(StabilityOptions, AssessmentOptions), AssessmentState> Assess(
        Market market,
        IReadOnlyList<SignalNeeds> needs,
        Dictionary<StabilityOptions, StabilityState> stabilities,
        int workers,
        CancellationToken cancellation)
    {
        var states = new Dictionary<(StabilityOptions, AssessmentOptions), AssessmentState>();
        var asked = needs.Where(n => n.Assessment is not null).Select(n => (Stability: n.Stability!, Assessment: n.Assessment!)).Distinct().ToArray();
        if (asked.Length == 0)
            return states;
        var features = PriceFeatures.Compute(market, workers, cancellation);
        foreach (var group in asked.GroupBy(a => a.Stability))
        {
            var options = group.Select(a => a.Assessment).ToArray();
            var computed = AssessmentEngine.Compute(market, features, stabilities[group.Key], options, workers, cancellation);
            for (var k = 0; k < options.Length; k++)
                states[(group.Key, options[k])] = computed[k];
        }

        return states;
    }
}
