using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Universes;
using Prometheus.States.Declarations;
using Prometheus.States.Factors;
using Prometheus.States.Fragility;
using Prometheus.States.Liquidity;
using Prometheus.States.Prices;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Stores.Fundamentals;
using Prometheus.Stores.States;
using Prometheus.Workflows.Data;

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
        DeriveReturns.Definition,
        RegimeEngine.Definition,
        RegimeRiskEngine.Definition,
        RegimeFeatures.Definition,
        StabilityEngine.Definition,
        StabilityAggregation.Definition,
        FragilityEngine.Definition,
        FactorEngine.Definition,
        .. Panels.Select(p => p.Definition),
        PriceFeatures.Definition,
        AssessmentRequest.Definition,
        UniverseRequest.Definition,
    ];
}

/// <summary>A state whose rows and verbs follow from its declaration.</summary>
public abstract class PanelState
{
    public abstract StateDefinition Definition { get; }

    /// <summary>Saves a range with the default options, one unit a calendar year.</summary>
    /// <exception cref="NothingMatchedError">No stored session lies in the range.</exception>
    public abstract JobOutcome Backfill(DatabasePair databases, string marketId, DateOnly start, DateOnly end, JobContext jobs);
}

/// <inheritdoc/>
/// <param name="stored">Reads what is known beside the market up to a date; null where nothing is read.</param>
/// <param name="digestThrough">Of that, as known by a date.</param>
internal sealed class PanelState<TOptions, TState>(
    StateDefinition<TOptions, TState> definition, Func<DatabasePair, DateOnly, IStoredInput>? stored = null, Func<IStoredInput, DateOnly, string>? digestThrough = null)
    : PanelState
    where TOptions : IEquatable<TOptions>
    where TState : class
{
    public override StateDefinition Definition => definition;

    public override JobOutcome Backfill(DatabasePair databases, string marketId, DateOnly start, DateOnly end, JobContext jobs)
    {
        var request = definition.Of(definition.Default);
        var input = stored?.Invoke(databases, end);
        var backfill = new StateBackfill(databases, marketId, start, end, [request], jobs, input is null ? [] : [input]);
        return backfill.Save(new StateSaving<TOptions, TState>(request, $"{definition.Command} {marketId}")
        {
            StoredDigest = input is null ? null : date => digestThrough!(input, date),
            Save = (transaction, state, sessions) => PanelStateStore.Save(transaction, backfill.Market, definition, request.Options, state, sessions),
        });
    }
}
