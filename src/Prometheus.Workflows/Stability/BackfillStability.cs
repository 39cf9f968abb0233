using Prometheus.Core.Identity;
using Prometheus.Jobs;
using Prometheus.States.Profiles;
using Prometheus.States.Stability;
using Prometheus.Stores.States;
using Prometheus.Workflows.Profiles;
using Prometheus.Workflows.States;

namespace Prometheus.Workflows.Stability;

/// <summary>Saves the stability of every name, of every sector, or of the market, on every session of a range, one unit a calendar year.</summary>
public static class BackfillStability
{
    /// <param name="entityType">INSTRUMENT, SECTOR or MARKET.</param>
    /// <param name="options">Of the names; where they name profiles, those stored up to the end mark weak names.</param>
    /// <exception cref="NothingMatchedError">No stored session lies in the range, or the market has no sector.</exception>
    /// <exception cref="UserError">No such profiles are stored.</exception>
    public static JobOutcome Execute(DatabasePair databases, string marketId, string entityType, DateOnly start, DateOnly end, StabilityOptions options, JobContext jobs)
    {
        if (entityType != StabilityEntity.Instrument)
            return SaveGroups(databases, marketId, entityType, start, end, options, jobs);
        var (known, profiles) = WithProfiles(databases, options, end);
        var backfill = new StateBackfill(databases, marketId, start, end, [StabilityEngine.Definition.Of(known)], jobs, profiles is null ? [] : [profiles]);
        return Save(backfill, known, profiles);
    }

    /// <summary>The options with the digest of the profiles they name, and those profiles; null where they name none.</summary>
    internal static (StabilityOptions Options, KnownProfiles? Profiles) WithProfiles(DatabasePair databases, StabilityOptions options, DateOnly end)
    {
        if (options.Profiles is not { } use)
            return (options, null);
        var profiles = StoredProfiles.Read(databases, use.ModelId, end);
        return (options with { Profiles = use with { Digest = profiles.Digest } }, profiles);
    }

    /// <summary>The same where others of the market's states are saved as well.</summary>
    internal static JobOutcome Save(StateBackfill backfill, StabilityOptions options, KnownProfiles? profiles)
    {
        var market = backfill.Market;
        return backfill.Save(new StateSaving<StabilityOptions, StabilityState>(StabilityEngine.Definition.Of(options), $"stab backfill {market.Definition.MarketId}")
        {
            // Which profiles were read is an input, not an option: more of them write the same rows again.
            OptionsHash = StableId.HashOf(options.Profiles is { } use ? options with { Profiles = use with { Digest = "" } } : options),
            StoredDigest = profiles is null ? null : date => profiles.Until(date).Digest,
            Save = (transaction, state, sessions) => StabilityStore.Save(transaction, market, state, sessions),
            Clear = (transaction, state, sessions) => StabilityStore.Clear(transaction, market, state.ModelId, sessions),
        });
    }

    private static JobOutcome SaveGroups(DatabasePair databases, string marketId, string entityType, DateOnly start, DateOnly end, StabilityOptions options, JobContext jobs)
    {
        var request = StabilityAggregation.Definition.Of(new StabilityGroups(entityType, options));
        var backfill = new StateBackfill(databases, marketId, start, end, [request], jobs);
        if (entityType == StabilityAggregation.Sector && backfill.Market.Sectors.Names.Count == 0)
            throw new NothingMatchedError($"market {marketId} has no sector known by {end:yyyy-MM-dd}; 'prometheus data import sectors' brings them");
        return backfill.Save(new StateSaving<StabilityGroups, StabilityAggregate>(request, $"stab backfill {marketId} {entityType}")
        {
            UnitKind = $"stability {entityType}",
            Save = (transaction, state, sessions) => StabilityStore.Save(transaction, backfill.Market, state, sessions.Sessions[0], sessions.Sessions[^1]),
        });
    }
}
