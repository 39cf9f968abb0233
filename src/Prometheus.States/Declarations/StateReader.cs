using Prometheus.Core.Markets;

namespace Prometheus.States.Declarations;

/// <summary>What the computation of a state may reach.</summary>
public sealed class StateReader
{
    private readonly StateResolver _resolver;
    private readonly HashSet<StateRequest> _declared;
    private readonly string _kind;

    internal StateReader(StateResolver resolver, IReadOnlyList<StateRequest> requests, int workers, CancellationToken cancellation)
    {
        (_resolver, Workers, Cancellation) = (resolver, workers, cancellation);
        (_declared, _kind) = ([.. requests.SelectMany(r => r.Needs)], requests[0].Definition.Kind);
        Market = resolver.Market.Reading(requests.Aggregate(MarketReads.TotalReturns, (reads, r) => reads | r.OwnReads));
    }

    /// <summary>With what was declared in reach.</summary>
    public Market Market { get; }

    public int Workers { get; }

    public CancellationToken Cancellation { get; }

    /// <exception cref="InvalidOperationException">A state that was not declared as needed: a defect.</exception>
    public TState Get<TOptions, TState>(StateRequest<TOptions, TState> need)
        where TOptions : IEquatable<TOptions>
        where TState : class
        => _declared.Contains(need)
            ? _resolver.Known(need)
            : throw new InvalidOperationException($"{_kind} reads {need.Definition.Kind} without declaring that it needs it");

    /// <summary>Null where nothing of that digest was handed in; without a digest, what was handed in of that kind.</summary>
    public T? Stored<T>(string? digest = null)
        where T : class, IStoredInput
        => _resolver.Stored<T>(digest);
}
