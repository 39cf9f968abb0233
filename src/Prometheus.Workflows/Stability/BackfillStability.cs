using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.States.Profiles;
using Prometheus.States.Stability;
using Prometheus.Stores.States;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.Profiles;
using Prometheus.Workflows.Universes;

namespace Prometheus.Workflows.Stability;

/// <summary>Saves the stability of every name on every session of a range, one unit a calendar year.</summary>
public static class BackfillStability
{
    /// <param name="options">Where they name profiles, those stored up to the end mark weak names.</param>
    /// <exception cref="NothingMatchedError">No stored session lies in the range.</exception>
    /// <exception cref="UserError">No such profiles are stored.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        string marketId,
        DateOnly start,
        DateOnly end,
        StabilityOptions options,
        JobOptions job,
        JobRunner runner,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = marketId, End = end, Fields = BackfillGroupStability.FieldsOf(options) }, cancellation);
        var profiles = options.Profiles is { } use ? StoredProfiles.Read(databases, use.ModelId, end) : null;
        if (profiles is not null)
            options = options with { Profiles = options.Profiles! with { Digest = profiles.Digest } };
        var state = new Lazy<StabilityState>(() => StabilityEngine.Compute(market, options, job.Workers, cancellation) with
        {
            Profiles = profiles?.InForce(market, StoredProfiles.IssuersOf(databases, market), options.Profiles!.MaximumAgeSessions),
        });
        return Save(databases, market, start, options, state, job, runner, progress, cancellation, profiles);
    }

    /// <summary>The same for a market that is loaded already and a state that others need too.</summary>
    internal static JobOutcome Save(
        DatabasePair databases,
        Market market,
        DateOnly start,
        StabilityOptions options,
        Lazy<StabilityState> state,
        JobOptions job,
        JobRunner runner,
        IProgress<JobProgress>? progress,
        CancellationToken cancellation,
        KnownProfiles? profiles = null)
    {
        // Which profiles were read is an input, not an option: more of them write the same rows again.
        var hash = StableId.HashOf(options.Profiles is { } use ? options with { Profiles = use with { Digest = "" } } : options);
        var years = YearUnit.Of(market, start, "stability", hash)
            .Select(y => profiles is null ? y : y with { Unit = y.Unit with { InputsDigest = $"{y.Unit.InputsDigest} {profiles.Until(market.Sessions[y.Last]).Digest}" } })
            .ToDictionary(y => y.Unit);
        return runner.Run(
            databases.Runtime,
            new Job<SessionSelection>
            {
                Key = $"stab backfill {market.Definition.MarketId}",
                Units = [.. years.Keys],
                Compute = (unit, _) => SessionSelection.Range(years[unit].First, years[unit].Last),
                Save = (transaction, _, selection) => StabilityStore.Save(transaction, market, state.Value, selection),
                Clear = transaction => StabilityStore.Clear(
                    transaction, market, state.Value.ModelId, SessionSelection.Range(years.Values.Min(y => y.First), years.Values.Max(y => y.Last))),
            },
            job,
            progress,
            cancellation);
    }
}
