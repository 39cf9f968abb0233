using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Jobs;
using Prometheus.States.Declarations;
using Prometheus.Stores.States;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.States;

/// <summary>
/// Saves the rows of declared states over a range, one unit a calendar year. What is loaded, what a computation may reach and what the digest of
/// a unit covers follow from the declarations of the states asked for.
/// </summary>
internal sealed class StateBackfill
{
    private readonly Database _runtime;
    private readonly Database _historical;
    private readonly DateOnly _start;
    private readonly JobContext _jobs;

    /// <param name="start">First date whose rows are saved; computed is always from the market's first stored session.</param>
    /// <param name="end">Last date; nothing later is read.</param>
    /// <param name="requests">The states that will be saved.</param>
    /// <exception cref="Core.Errors.NothingMatchedError">No bar of the market is stored up to the end.</exception>
    public StateBackfill(
        DatabasePair databases, string marketId, DateOnly start, DateOnly end, IReadOnlyList<StateRequest> requests, JobContext jobs, params IReadOnlyList<IStoredInput> stored)
    {
        (_runtime, _historical, _start, _jobs) = (databases.Runtime, databases.Historical, start, jobs);
        Market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = marketId, End = end, Reads = StateRequest.ReadsOf(requests) }, jobs.Cancellation);
        States = new StateResolver(Market, stored, jobs.Workers, jobs.Cancellation);
    }

    public Market Market { get; }

    public StateResolver States { get; }

    /// <summary>Computes the state when its first unit is due, and not at all where every unit is there already.</summary>
    /// <exception cref="Core.Errors.NothingMatchedError">No stored session lies in the range.</exception>
    public JobOutcome Save<TOptions, TState>(StateSaving<TOptions, TState> saving)
        where TOptions : IEquatable<TOptions>
        where TState : class
    {
        var hash = saving.OptionsHash ?? StableId.HashOf(saving.Request.Options);
        var units = YearUnit.Of(Market, _start, saving.UnitKind ?? saving.Request.Definition.Kind, hash, saving.Request.Reads)
            .Select(year => saving.StoredDigest is { } digest
                ? year with { Unit = year.Unit with { InputsDigest = $"{year.Unit.InputsDigest} {digest(Market.Sessions[year.Last])}" } }
                : year)
            .ToDictionary(year => year.Unit);
        var state = new Lazy<TState>(() => States.Get(saving.Request));
        var whole = SessionSelection.Range(units.Values.Min(y => y.First), units.Values.Max(y => y.Last));
        return _jobs.Run(saving.IsHistorical ? _historical : _runtime, new Job<SessionSelection>
        {
            Key = saving.Job,
            Units = [.. units.Keys],
            Compute = (unit, _) => SessionSelection.Range(units[unit].First, units[unit].Last),
            Save = (transaction, unit, sessions) =>
            {
                // Other options write the same rows: what they left is no longer what their units say.
                if (saving.ReplacesOtherOptions)
                    FinishedUnit.ForgetOtherOptions(transaction, saving.Job, unit);
                return saving.Save(transaction, state.Value, sessions);
            },
            Clear = saving.Clear is { } clear ? transaction => clear(transaction, state.Value, whole) : null,
        });
    }
}

/// <summary>Where the rows of a state go.</summary>
internal sealed record StateSaving<TOptions, TState>(StateRequest<TOptions, TState> Request, string Job)
    where TOptions : IEquatable<TOptions>
    where TState : class
{
    /// <summary>Writes the sessions and returns the rows.</summary>
    public required Func<DatabaseTransaction, TState, SessionSelection, long> Save { get; init; }

    /// <summary>Empties the whole range before it is written again; null where units are small.</summary>
    public Action<DatabaseTransaction, TState, SessionSelection>? Clear { get; init; }

    /// <summary>True for the historical database.</summary>
    public bool IsHistorical { get; init; }

    /// <summary>True where other options make other rows under the same keys.</summary>
    public bool ReplacesOtherOptions { get; init; }

    /// <summary>Null is the state's own kind.</summary>
    public string? UnitKind { get; init; }

    /// <summary>Null is the hash of the request's options; given where they name digests of inputs, which are no options.</summary>
    public string? OptionsHash { get; init; }

    /// <summary>Digest of what is read beside the market, as known by a date; null for nothing.</summary>
    public Func<DateOnly, string>? StoredDigest { get; init; }
}
