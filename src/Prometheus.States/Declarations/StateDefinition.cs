using Prometheus.Core.Markets;

namespace Prometheus.States.Declarations;

/// <summary>
/// What a state is, said once: which model, what it reads of the market and of the store, which states it needs, where its rows lie and which command
/// makes them. Loading, digests of inputs, the order of computation and the table of states in the docs follow from it.
/// </summary>
public abstract class StateDefinition
{
    /// <summary>One word or two, unique; it names the state's units and its line in a status.</summary>
    public required string Kind { get; init; }

    /// <summary>Of the default options; other options add their hash.</summary>
    public required string ModelId { get; init; }

    /// <summary>The table its rows are in; null for what is only computed on the way to another state.</summary>
    public string? Table { get; init; }

    /// <summary>The command that makes the rows, such as <c>stab backfill</c>; null where another state's command makes them.</summary>
    public string? Command { get; init; }

    /// <summary>Tables read beside the market: facts, texts, vectors, predictions.</summary>
    public IReadOnlyList<string> StoredReads { get; init; } = [];

    /// <summary>The state with its default options, for what asks about all states alike.</summary>
    public abstract StateRequest Usual { get; }
}

/// <summary>The same with the types of its options and of its result.</summary>
/// <typeparam name="TOptions">Equal records are one state, computed once.</typeparam>
/// <typeparam name="TState">The whole history; row t depends on what was known at t.</typeparam>
public sealed class StateDefinition<TOptions, TState> : StateDefinition
    where TOptions : notnull
    where TState : class
{
    public required TOptions Default { get; init; }

    /// <summary>What it reads of the market itself; what the states it needs read comes on top.</summary>
    public required Func<TOptions, MarketReads> Reads { get; init; }

    /// <summary>The states it is computed from.</summary>
    public Func<TOptions, IReadOnlyList<StateRequest>> Needs { get; init; } = _ => [];

    /// <summary>Several options records at once, so that what they share is computed once; one state a record, in the same order.</summary>
    public required Func<StateReader, IReadOnlyList<TOptions>, IReadOnlyList<TState>> Compute { get; init; }

    public override StateRequest Usual => Of(Default);

    public StateRequest<TOptions, TState> Of(TOptions options) => new(this, options);
}

/// <summary>Of a state that can be computed in one way only.</summary>
public sealed record NoOptions
{
    public static NoOptions Instance { get; } = new();
}
