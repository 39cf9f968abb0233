using Prometheus.Opinions.Lambda;
using Prometheus.States.Fragility;
using Prometheus.States.Liquidity;
using Prometheus.States.Regimes;

namespace Prometheus.Opinions.Universes;

/// <summary>
/// What a universe may know beyond stability and assessment; each member is null where it is not known. All speak of the same market. An
/// input is recorded with every candidate even where its weight is 0.
/// </summary>
public sealed record UniverseInputs
{
    public static UniverseInputs None { get; } = new();

    /// <summary>λ̂ of the clusters.</summary>
    public LambdaPredictions? Lambda { get; init; }

    /// <summary>Regime of the market; it changes how many members there are, never their order.</summary>
    public RegimeState? Regime { get; init; }

    public RegimeRiskState? RegimeRisk { get; init; }

    public FragilityState? Fragility { get; init; }

    /// <summary>Needed where illiquidity is limited.</summary>
    public LiquidityState? Liquidity { get; init; }
}
