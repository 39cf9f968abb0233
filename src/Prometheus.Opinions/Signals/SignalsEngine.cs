using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Universes;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Signals;

/// <summary>Computes what several strategies need, each distinct options record once.</summary>
public static class SignalsEngine
{
    /// <param name="inputs">The whole market and what is predicted about it; row t of every signal depends on what was known by t.</param>
    /// <param name="needs">One a strategy.</param>
    /// <param name="decisionSessions">Rows on which universes are decided, one array a strategy.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between blocks.</param>
    /// <returns>One record a strategy, in the order of <paramref name="needs"/>; equal options share one state.</returns>
    /// <exception cref="ModelError">A signal without one it is made from.</exception>
    /// <exception cref="UserError">Predictions or scores that are named but not handed in.</exception>
    /// <exception cref="LookAheadError">A prediction was not yet available at the decision that asks for it; wrapped, from a parallel loop.</exception>
    public static IReadOnlyList<Signals> Compute(
        SignalInputs inputs, IReadOnlyList<SignalNeeds> needs, IReadOnlyList<int[]> decisionSessions, int workers, CancellationToken cancellation = default)
    {
        foreach (var need in needs)
            Check(need);

        var market = inputs.Market;
        var lambdas = needs.Select(n => n.Lambda is null ? null : inputs.LambdaOf(n.Lambda)).ToArray();
        var stabilities = needs.Select(n => n.Stability).OfType<StabilityOptions>().Distinct()
            .ToDictionary(o => o, o => StabilityEngine.Compute(market, o, workers, cancellation) with { Profiles = inputs.ProfilesOf(o) });
        var assessments = Assessments.Compute(inputs, needs, stabilities, workers, cancellation);
        var states = MarketStates.Compute(market, needs, stabilities, workers, cancellation);
        var signals = new Signals[needs.Count];
        Parallel.For(0, needs.Count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation }, k =>
        {
            var need = needs[k];
            var stability = need.Stability is null ? null : stabilities[need.Stability];
            var assessment = assessments.Of(need);
            signals[k] = states.Of(need, stability, assessment, lambdas[k]);
            if (need.Universe is not null)
                signals[k] = WithUniverse(inputs, signals[k], need.Universe, decisionSessions[k]);
        });
        return signals;
    }

    /// <summary>The same signals with the universe of another decision calendar.</summary>
    /// <param name="inputs">What <paramref name="signals"/> were computed from.</param>
    /// <param name="signals">Stability and assessment at least.</param>
    public static Signals WithUniverse(SignalInputs inputs, Signals signals, UniverseOptions options, int[] decisionSessions)
    {
        var known = new UniverseInputs
        {
            Lambda = signals.Lambda,
            Regime = signals.Regime,
            RegimeRisk = signals.RegimeRisk,
            Fragility = signals.Fragility,
            Issuers = inputs.Issuers,
        };
        return signals with { Universe = UniverseEngine.Select(inputs.Market, signals.Stability!, signals.Assessment!, decisionSessions, options, known) };
    }

    /// <summary>The same from a market alone.</summary>
    public static IReadOnlyList<Signals> Compute(
        Market market, IReadOnlyList<SignalNeeds> needs, IReadOnlyList<int[]> decisionSessions, int workers, CancellationToken cancellation = default)
        => Compute(new SignalInputs(market), needs, decisionSessions, workers, cancellation);

    private static void Check(SignalNeeds need)
    {
        if (need is { Assessment: not null, Stability: null } or { Universe: not null, Assessment: null })
            throw new ModelError("an assessment needs a stability state and a universe needs an assessment");
        if (need is { RegimeRisk: not null, Regime: null })
            throw new ModelError("the risk of a regime change needs a regime");
        if (need is { Fragility: not null, Stability: null })
            throw new ModelError("fragility needs a stability state");
    }
}
