using Prometheus.Core.Markets;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.States.Fragility;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Signals;

/// <summary>Regimes, their risks and fragilities that several strategies need, each distinct combination of options once.</summary>
internal sealed class MarketStates
{
    private readonly Dictionary<RegimeOptions, RegimeState> _regimes = [];
    private readonly Dictionary<(RegimeOptions, RegimeRiskOptions), RegimeRiskState> _risks = [];
    private readonly Dictionary<(StabilityOptions, RegimeOptions?, FragilityOptions), FragilityState> _fragilities = [];

    private MarketStates()
    {
    }

    public static MarketStates Compute(
        Market market, IReadOnlyList<SignalNeeds> needs, Dictionary<StabilityOptions, StabilityState> stabilities, int workers, CancellationToken cancellation)
    {
        var states = new MarketStates();
        foreach (var options in needs.Select(n => n.Regime).OfType<RegimeOptions>().Distinct())
            states._regimes[options] = RegimeEngine.Compute(market, options, workers, cancellation);
        foreach (var need in needs)
        {
            if (need is { Regime: { } regime, RegimeRisk: { } risk } && !states._risks.ContainsKey((regime, risk)))
                states._risks[(regime, risk)] = RegimeRiskEngine.Compute(states._regimes[regime], risk);
            if (need is { Stability: { } stability, Fragility: { } fragility } && !states._fragilities.ContainsKey((stability, need.Regime, fragility)))
            {
                states._fragilities[(stability, need.Regime, fragility)] = FragilityEngine.Compute(
                    market, stabilities[stability], need.Regime is null ? null : states._regimes[need.Regime], null, fragility, workers, cancellation);
            }
        }

        return states;
    }

    /// <summary>What one strategy asked for, its universe left out.</summary>
    public Signals Of(SignalNeeds need, StabilityState? stability, AssessmentState? assessment, LambdaPredictions? lambda) => new(stability, assessment, null)
    {
        Lambda = lambda,
        Regime = need.Regime is null ? null : _regimes[need.Regime],
        RegimeRisk = need.RegimeRisk is null ? null : _risks[(need.Regime!, need.RegimeRisk)],
        Fragility = need.Fragility is null ? null : _fragilities[(need.Stability!, need.Regime, need.Fragility)],
    };
}
