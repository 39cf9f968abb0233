using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.States.Declarations;
using Prometheus.States.Fragility;
using Prometheus.States.Liquidity;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Universes;

/// <summary>A universe with all it stands on; what is null is not known to it.</summary>
/// <param name="Options">Filters, weights and caps.</param>
/// <param name="Assessment">The opinion that ranks, and the stability behind it.</param>
/// <param name="Sessions">Rows on which it is decided, ascending.</param>
public sealed record UniverseRequest(UniverseOptions Options, AssessmentRequest Assessment, [property: Range(0, 1e9, Unit = "rows")] EquatableList<int> Sessions)
{
    public static StateDefinition<UniverseRequest, UniverseState> Definition { get; } = new()
    {
        Kind = "universe",
        ModelId = UniverseState.DefaultModelId,
        Table = "universe_members",
        Command = "universe backfill",
        StoredReads = ["lambda predictions"],
        Default = new UniverseRequest(UniverseOptions.Default, AssessmentRequest.Definition.Default, [])
        {
            Regime = RegimeOptions.Default,
            RegimeRisk = RegimeRiskOptions.Default,
        },
        Reads = _ => MarketReads.Members | MarketReads.Levels,
        Needs = request => [.. request.StandsOn()],
        Compute = ComputeAll,
    };

    public RegimeOptions? Regime { get; init; }

    /// <summary>Needs a regime.</summary>
    public RegimeRiskOptions? RegimeRisk { get; init; }

    public FragilityOptions? Fragility { get; init; }

    /// <summary>λ̂ of the clusters; the predictions themselves are handed to the resolver.</summary>
    public LambdaOptions? Lambda { get; init; }

    private StateRequest<FragilityRequest, FragilityState>? FragilityState => Fragility is { } fragility
        ? FragilityEngine.Definition.Of(new FragilityRequest(Assessment.Stability, Regime, fragility))
        : null;

    private StateRequest<RegimeRiskRequest, RegimeRiskState>? RiskState => this is { Regime: { } regime, RegimeRisk: { } risk }
        ? RegimeRiskEngine.Definition.Of(new RegimeRiskRequest(regime, risk))
        : null;

    private StateRequest<LiquidityOptions, LiquidityState>? LiquidityState
        => Options.MaximumIlliquidity is null ? null : LiquidityEngine.Definition.Of(LiquidityOptions.Default);

    private IEnumerable<StateRequest> StandsOn()
    {
        yield return StabilityEngine.Definition.Of(Assessment.Stability);
        yield return AssessmentRequest.Definition.Of(Assessment);
        if (Regime is not null)
            yield return RegimeEngine.Definition.Of(Regime);
        if (RiskState is { } risk)
            yield return risk;
        if (FragilityState is { } fragility)
            yield return fragility;
        if (LiquidityState is { } liquidity)
            yield return liquidity;
        if (Lambda is not null)
            yield return LambdaPredictions.Definition.Of(Lambda);
    }

    private static UniverseState[] ComputeAll(StateReader reader, IReadOnlyList<UniverseRequest> all)
    {
        var states = new UniverseState[all.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, reader.Workers), CancellationToken = reader.Cancellation };
        Parallel.For(0, states.Length, parallel, k => states[k] = all[k].Select(reader));
        return states;
    }

    private UniverseState Select(StateReader reader) => UniverseEngine.Select(
        reader.Market,
        reader.Get(StabilityEngine.Definition.Of(Assessment.Stability)),
        reader.Get(AssessmentRequest.Definition.Of(Assessment)),
        [.. Sessions],
        Options,
        new UniverseInputs
        {
            Regime = Regime is null ? null : reader.Get(RegimeEngine.Definition.Of(Regime)),
            RegimeRisk = RiskState is { } risk ? reader.Get(risk) : null,
            Fragility = FragilityState is { } fragility ? reader.Get(fragility) : null,
            Liquidity = LiquidityState is { } liquidity ? reader.Get(liquidity) : null,
            Lambda = Lambda is null ? null : reader.Get(LambdaPredictions.Definition.Of(Lambda)),
        });
}
