using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Universes;
using Prometheus.States.Declarations;
using Prometheus.States.Factors;
using Prometheus.States.Fragility;
using Prometheus.States.Liquidity;
using Prometheus.States.Prices;
using Prometheus.States.Profiles;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Stores.Fundamentals;

namespace Prometheus.Workflows.States;

/// <summary>Every declared state, in the order in which a market's day would be told.</summary>
public static class StateCatalog
{
    /// <summary>States that are numbers of names: a table of their columns and the verbs <c>backfill</c> and <c>show</c> follow from the declaration.</summary>
    public static IReadOnlyList<PanelState> Panels { get; } =
    [
        new PanelState<LiquidityOptions, LiquidityState>(
            LiquidityEngine.Definition,
            (databases, end) => new SharesOutstanding(StatementStore.Read(databases.Historical, end)),
            (shares, date) => ((SharesOutstanding)shares).DigestThrough(date)),
    ];

    public static IReadOnlyList<StateDefinition> All { get; } =
    [
        DerivedSeries.Definition,
        RegimeEngine.Definition,
        RegimeRiskEngine.Definition,
        RegimeFeatures.Definition,
        StabilityEngine.Definition,
        StabilityAggregation.Definition,
        FragilityEngine.Definition,
        FactorEngine.Definition,
        .. Panels.Select(p => p.Definition),
        ProfileEngine.Definition,
        PriceFeatures.Definition,
        AssessmentRequest.Definition,
        UniverseRequest.Definition,
        .. VectorStates.All,
    ];
}
