using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.States.Declarations;
using Prometheus.States.Fragility;
using Prometheus.States.Profiles;
using Prometheus.States.Regimes;
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

/// <summary>Everything signals are computed from: the market, and what others predicted about it. The engine reads no file; this is handed to it.</summary>
/// <param name="Market">The whole market, from its first stored session.</param>
public sealed record SignalInputs(Market Market)
{
    /// <summary>Predictions of λ, one set a digest.</summary>
    public IReadOnlyList<LambdaPredictions> Lambda { get; init; } = [];

    /// <summary>The user's own scores, one set a digest.</summary>
    public IReadOnlyList<ImportedScores> Scores { get; init; } = [];

    /// <summary>Stored profiles, one set a digest.</summary>
    public IReadOnlyList<KnownProfiles> Profiles { get; init; } = [];

    /// <summary>Stored context vectors, one set a digest.</summary>
    public IReadOnlyList<ContextVectors> Contexts { get; init; } = [];

    /// <summary>States of this market, none computed yet.</summary>
    public StateResolver Resolver(int workers, CancellationToken cancellation = default)
        => new(Market, [.. Lambda, .. Scores, .. Profiles, .. Contexts], workers, cancellation);
}

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
