using Prometheus.Core.Markets;

namespace Prometheus.States.Declarations;

/// <summary>A state with its options; equal requests are one state.</summary>
public abstract record StateRequest
{
    public abstract StateDefinition Definition { get; }

    /// <summary>Of the state itself.</summary>
    public abstract MarketReads OwnReads { get; }

    public abstract IReadOnlyList<StateRequest> Needs { get; }

    /// <summary>Of the state and of all it stands on: what has to be loaded, and what its inputs' digest covers.</summary>
    public MarketReads Reads => Needs.Aggregate(OwnReads, (reads, need) => reads | need.Reads);

    /// <summary>Of several states at once.</summary>
    public static MarketReads ReadsOf(params IReadOnlyList<StateRequest> states) => states.Aggregate(MarketReads.TotalReturns, (reads, state) => reads | state.Reads);

    internal abstract IReadOnlyList<object> Compute(StateReader reader, IReadOnlyList<StateRequest> alike);
}

/// <inheritdoc/>
public sealed record StateRequest<TOptions, TState> : StateRequest
    where TOptions : IEquatable<TOptions>
    where TState : class
{
    private readonly StateDefinition<TOptions, TState> _definition;

    internal StateRequest(StateDefinition<TOptions, TState> definition, TOptions options) => (_definition, Options) = (definition, options);

    public TOptions Options { get; }

    public override StateDefinition Definition => _definition;

    public override MarketReads OwnReads => _definition.Reads(Options);

    public override IReadOnlyList<StateRequest> Needs => _definition.Needs(Options);

    internal override IReadOnlyList<object> Compute(StateReader reader, IReadOnlyList<StateRequest> alike)
    {
        var states = _definition.Compute(reader, [.. alike.Cast<StateRequest<TOptions, TState>>().Select(r => r.Options)]);
        return states.Count == alike.Count
            ? states
            : throw new InvalidOperationException($"{Definition.Kind} was asked for {alike.Count} states and gave {states.Count}");
    }
}
