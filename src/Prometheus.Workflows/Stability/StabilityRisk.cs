using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Lambda;
using Prometheus.States.Stability;
using Prometheus.Stores.States;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Stability;

/// <summary>
/// State-change risk from the stored soft-target classes: on each session, from the transitions stored up to it and nothing later.
/// Instruments and sectors lean on what all of their kind in the market did; a market stands alone.
/// </summary>
public static class StabilityRisk
{
    private const MarketReads Reads = MarketReads.Members;

    public static IReadOnlyList<string> Header { get; } =
    [
        "as_of_date", "entity_type", "entity_id", "current_soft_target_class", "horizon_steps", "p_worsen_any", "p_improve_any",
        "p_to_targetable_or_breaker", "p_to_breaker", "stability_risk_score",
    ];

    /// <summary>Rows by date, then id; a session on which an entity has no stored class has no row of it.</summary>
    /// <param name="databases">The states, and the market they belong to.</param>
    /// <param name="marketId">Whose entities.</param>
    /// <param name="entityType">INSTRUMENT, SECTOR or MARKET.</param>
    /// <param name="start">First date.</param>
    /// <param name="end">Last date; nothing stored for later is read.</param>
    /// <param name="options">Horizon and shrinkage.</param>
    /// <param name="cancellation">Ends the loading.</param>
    /// <exception cref="NothingMatchedError">No class is stored in the range.</exception>
    public static IEnumerable<object?[]> Rows(
        DatabasePair databases,
        string marketId,
        string entityType,
        DateOnly start,
        DateOnly end,
        StateChangeOptions options,
        CancellationToken cancellation = default)
    {
        if (options.HorizonSteps < 1)
            throw new UserError($"--horizon-steps must be at least 1, found {options.HorizonSteps}");
        var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = marketId, End = end, Reads = Reads }, cancellation);
        var ids = IdsOf(market, entityType);
        var classes = StabilityStore.ReadClasses(databases.Runtime, entityType, ids, market.Sessions, StabilityState.DefaultModelId, end);
        var (first, last) = (market.Sessions.FirstAtOrAfter(start), market.Sessions.Count - 1);
        if (first > last)
            throw new NothingMatchedError($"market {marketId} has no session from {start:yyyy-MM-dd} to {end:yyyy-MM-dd}");
        if (!AnyIn(classes, first, last))
        {
            throw new NothingMatchedError(
                $"no soft-target class of any {entityType} of {marketId} is stored from {start:yyyy-MM-dd} to {end:yyyy-MM-dd}; 'prometheus stab backfill --entity-type {entityType}' stores them");
        }

        var groups = GroupsOf(market, entityType, ids);
        var sessions = Enumerable.Range(first, last - first + 1).ToArray();
        var risks = StateChangeEngine.Compute(classes, groups, sessions, options);
        return Spell(market.Sessions.Dates.ToArray(), entityType, ids, classes, groups, risks);
    }

    private static string[] IdsOf(Market market, string entityType) => entityType switch
    {
        StabilityAggregation.Sector => [.. market.Sectors.Names.Select(n => SectorHistory.IdOf(market.Definition.MarketId, n))],
        StabilityAggregation.WholeMarket => [market.Definition.MarketId],
        _ => market.Instruments.Ids.ToArray(),
    };

    private static bool AnyIn(CodePanel classes, int first, int last)
    {
        for (var t = first; t <= last; t++)
        {
            if (classes.Row(t).ContainsAnyExcept(CodePanel.None))
                return true;
        }

        return false;
    }

    /// <summary>Whose transitions an entity's own row is estimated from before it is shrunk: its sector's, a sector's own, or all.</summary>
    private static SectorHistory GroupsOf(Market market, string entityType, string[] ids)
    {
        if (entityType == StabilityEntity.Instrument)
            return market.Sectors;
        var isSector = entityType == StabilityAggregation.Sector;
        var codes = new byte[market.Sessions.Count * ids.Length];
        for (var cell = 0; cell < codes.Length; cell++)
            codes[cell] = isSector ? (byte)(cell % ids.Length) : CodePanel.None;
        return new SectorHistory(CodePanel.Adopt(codes, market.Sessions.Count, ids.Length), isSector ? market.Sectors.Names : [], market.Sectors.AnyAssumed);
    }

    private static IEnumerable<object?[]> Spell(
        DateOnly[] dates, string entityType, string[] ids, CodePanel classes, SectorHistory groups, StateChangeState risks)
    {
        object steps = risks.Options.HorizonSteps;
        for (var k = 0; k < risks.Sessions.Length; k++)
        {
            var t = risks.Sessions[k];
            object date = dates[t];
            for (var i = 0; i < ids.Length; i++)
            {
                if (classes[t, i] == CodePanel.None)
                    continue;
                var present = (SoftTargetClass)classes[t, i];
                var risk = risks.Of(k, groups.Codes[t, i], present);
                yield return
                [
                    date, entityType, ids[i], ClusterNames.Of(present), steps,
                    risk.WorsenAny, risk.ImproveAny, risk.ToTargetableOrBreaker, risk.ToBreaker, risk.ToTargetableOrBreaker,
                ];
            }
        }
    }
}
