using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Core.Panels;

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

    /// <summary>Names of the columns of its rows, where these are one a name, session and model; empty where they have another form.</summary>
    public abstract IReadOnlyList<string> ColumnNames { get; }

    /// <summary>The state with its default options, for what asks about all states alike.</summary>
    public abstract StateRequest Usual { get; }
}

/// <summary>The same with the types of its options and of its result.</summary>
/// <typeparam name="TOptions">Equal records are one state, computed once.</typeparam>
/// <typeparam name="TState">The whole history; row t depends on what was known at t.</typeparam>
public sealed class StateDefinition<TOptions, TState> : StateDefinition
    where TOptions : IEquatable<TOptions>
    where TState : class
{
    public required TOptions Default { get; init; }

    /// <summary>What it reads of the market itself; what the states it needs read comes on top.</summary>
    public required Func<TOptions, MarketReads> Reads { get; init; }

    /// <summary>The states it is computed from.</summary>
    public Func<TOptions, IReadOnlyList<StateRequest>> Needs { get; init; } = _ => [];

    /// <summary>Several options records at once, so that what they share is computed once; one state a record, in the same order.</summary>
    public required Func<StateReader, IReadOnlyList<TOptions>, IReadOnlyList<TState>> Compute { get; init; }

    /// <summary>The columns of its rows, one a name, session and model; empty where its rows have another form.</summary>
    public IReadOnlyList<StateColumn<TState>> Columns { get; init; } = [];

    public override IReadOnlyList<string> ColumnNames => [.. Columns.Select(c => c.Name)];

    public override StateRequest Usual => Of(Default);

    /// <summary>The default model's id, with the hash of the options where they are others.</summary>
    public string ModelIdOf(TOptions options) => StableId.ModelId(ModelId, options, Default);

    /// <exception cref="UserError">Options out of their ranges.</exception>
    public StateRequest<TOptions, TState> Of(TOptions options) => new(this, OptionRules.Require(options));
}

/// <summary>One number of a state for every name and session.</summary>
/// <param name="Name">Of the column, in snake_case.</param>
/// <param name="Unit">Unit and sign, for who reads a table.</param>
/// <param name="Values">[sessions × instruments]; NaN is not known.</param>
public sealed record StateColumn<TState>(string Name, string Unit, Func<TState, Panel> Values);
