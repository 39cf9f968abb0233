using Prometheus.Core.Errors;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.States.Declarations;
using Prometheus.States.Fragility;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Signals;

/// <summary>Which signals a strategy reads; equal records are computed once and shared. A null member is not computed.</summary>
public sealed record SignalNeeds(StabilityOptions? Stability = null, AssessmentOptions? Assessment = null, UniverseOptions? Universe = null)
{
    /// <summary>Prices only.</summary>
    public static SignalNeeds None { get; } = new();

    /// <summary>The user's own scores instead of price ingredients; the assessment's options stay its constants.</summary>
    public ImportedAssessmentOptions? Imported { get; init; }

    /// <summary>A ridge head on context vectors instead of price ingredients, or their diagnostics beside them.</summary>
    public ContextOptions? Context { get; init; }

    public RegimeOptions? Regime { get; init; }

    /// <summary>Needs a regime.</summary>
    public RegimeRiskOptions? RegimeRisk { get; init; }

    /// <summary>λ̂ of the clusters; the predictions themselves come with <see cref="SignalInputs"/>.</summary>
    public LambdaOptions? Lambda { get; init; }

    /// <summary>Needs a stability state; its cuts move with the regime where one is asked for.</summary>
    public FragilityOptions? Fragility { get; init; }

    /// <summary>The states behind the signals.</summary>
    /// <param name="decisionSessions">Rows on which the universe is decided.</param>
    /// <exception cref="ModelError">A signal without one it is made from.</exception>
    public IEnumerable<StateRequest> Requests(int[] decisionSessions)
    {
        if (this is { Assessment: not null, Stability: null } or { Universe: not null, Assessment: null })
            throw new ModelError("an assessment needs a stability state and a universe needs an assessment");
        if (this is { RegimeRisk: not null, Regime: null })
            throw new ModelError("the risk of a regime change needs a regime");
        if (this is { Fragility: not null, Stability: null })
            throw new ModelError("fragility needs a stability state");
        StateRequest?[] all =
        [
            StabilityRequest, Assessed, RegimeRequest, RiskRequest, FragilityScored, LambdaRequest, Selected(decisionSessions),
        ];
        return all.OfType<StateRequest>();
    }

    /// <summary>The signals, computed where they are not yet.</summary>
    internal Signals Of(StateResolver resolver, int[] decisionSessions) => new(
        Get(resolver, StabilityRequest), Get(resolver, Assessed), Get(resolver, Selected(decisionSessions)))
    {
        Regime = Get(resolver, RegimeRequest),
        RegimeRisk = Get(resolver, RiskRequest),
        Lambda = Get(resolver, LambdaRequest),
        Fragility = Get(resolver, FragilityScored),
    };

    private StateRequest<StabilityOptions, StabilityState>? StabilityRequest => Stability is null ? null : StabilityEngine.Definition.Of(Stability);

    private StateRequest<AssessmentRequest, AssessmentState>? Assessed => Whole is { } whole ? AssessmentRequest.Definition.Of(whole) : null;

    private StateRequest<RegimeOptions, RegimeState>? RegimeRequest => Regime is null ? null : RegimeEngine.Definition.Of(Regime);

    private StateRequest<RegimeRiskRequest, RegimeRiskState>? RiskRequest
        => RegimeRisk is null ? null : RegimeRiskEngine.Definition.Of(new RegimeRiskRequest(Regime!, RegimeRisk));

    private StateRequest<FragilityRequest, FragilityState>? FragilityScored
        => Fragility is null ? null : FragilityEngine.Definition.Of(new FragilityRequest(Stability!, Regime, Fragility));

    private StateRequest<LambdaOptions, LambdaPredictions>? LambdaRequest => Lambda is null ? null : LambdaPredictions.Definition.Of(Lambda);

    private AssessmentRequest? Whole => Assessment is null ? null : new AssessmentRequest(Stability!, Assessment, Imported, Context);

    private StateRequest<UniverseRequest, UniverseState>? Selected(int[] decisionSessions)
        => Universe is null
            ? null
            : UniverseRequest.Definition.Of(new UniverseRequest(Universe, Whole!, [.. decisionSessions])
            {
                Regime = Regime,
                RegimeRisk = RegimeRisk,
                Fragility = Fragility,
                Lambda = Lambda,
            });

    private static TState? Get<TOptions, TState>(StateResolver resolver, StateRequest<TOptions, TState>? request)
        where TOptions : IEquatable<TOptions>
        where TState : class
        => request is null ? null : resolver.Get(request);
}
