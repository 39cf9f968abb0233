using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Universes;
using Prometheus.States.Declarations;

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
        => Compute(inputs.Resolver(workers, cancellation), needs, decisionSessions);

    /// <summary>The same from a market alone.</summary>
    public static IReadOnlyList<Signals> Compute(
        Market market, IReadOnlyList<SignalNeeds> needs, IReadOnlyList<int[]> decisionSessions, int workers, CancellationToken cancellation = default)
        => Compute(new SignalInputs(market), needs, decisionSessions, workers, cancellation);

    /// <summary>The same with states that others have asked for already.</summary>
    public static IReadOnlyList<Signals> Compute(StateResolver resolver, IReadOnlyList<SignalNeeds> needs, IReadOnlyList<int[]> decisionSessions)
    {
        resolver.Resolve(needs.SelectMany((need, k) => need.Requests(decisionSessions[k])));
        return [.. needs.Select((need, k) => need.Of(resolver, decisionSessions[k]))];
    }

    /// <summary>The same signals with the universe of another decision calendar.</summary>
    /// <param name="signals">Of this market, with a universe decided on any sessions or on none.</param>
    public static Signals WithUniverse(Market market, Signals signals, UniverseOptions options, int[] decisionSessions)
        => signals with { Universe = UniverseEngine.Select(market, signals.Stability!, signals.Assessment!, decisionSessions, options, signals.Universe!.Inputs) };
}
