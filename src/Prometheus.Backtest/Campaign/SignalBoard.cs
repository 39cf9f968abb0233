using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Engines.Assessment;
using Prometheus.Engines.Signals;
using Prometheus.Engines.Stability;

namespace Prometheus.Backtest.Campaign;

/// <summary>
/// The signals of a campaign: computed once an options record, whole history at once, and shared by every sleeve whose options are equal.
/// Prepared by one thread; afterwards many may read.
/// </summary>
internal sealed class SignalBoard(Market market, SignalEngines engines)
{
    private readonly Dictionary<StabilityOptions, StabilityState> _stability = [];
    private readonly Dictionary<(StabilityOptions Stability, AssessmentOptions Assessment), AssessmentState> _assessment = [];

    /// <summary>Computes what is not there yet.</summary>
    public void Prepare(SignalNeeds needs)
    {
        if (needs.Stability is not { } stabilityOptions)
        {
            if (needs.Assessment is not null || needs.Universe is not null)
                throw new ModelError("an assessment or a universe needs stability, and the strategy names none");
            return;
        }

        if (!_stability.TryGetValue(stabilityOptions, out var stability))
            _stability[stabilityOptions] = stability = engines.Stability(market, stabilityOptions);
        if (needs.Universe is not null && needs.Assessment is null)
            throw new ModelError("a universe needs an assessment, and the strategy names none");
        if (needs.Assessment is { } assessment && !_assessment.ContainsKey((stabilityOptions, assessment)))
            _assessment[(stabilityOptions, assessment)] = engines.Assessment(market, stability, assessment);
    }

    /// <summary>The prepared signals, and the universe of the given decision sessions.</summary>
    public Signals For(SignalNeeds needs, int[] decisionSessions)
    {
        var stability = needs.Stability is { } s ? _stability[s] : null;
        var assessment = needs.Assessment is { } a ? _assessment[(needs.Stability!, a)] : null;
        var universe = needs.Universe is { } u ? engines.Universe(market, stability!, assessment!, decisionSessions, u) : null;
        return new Signals(stability, assessment, universe);
    }
}
