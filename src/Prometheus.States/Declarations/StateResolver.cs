using Prometheus.Core.Errors;
using Prometheus.Core.Markets;

namespace Prometheus.States.Declarations;

/// <summary>
/// Computes states of one market in the order their declarations ask for, each once, for campaigns, backfills and live days alike. A state is handed
/// what it declared and nothing else.
/// </summary>
/// <param name="market">From its first stored session, loaded with all that the requests read.</param>
/// <param name="stored">What others predicted or said about the market, each named by its digest.</param>
/// <param name="workers">Threads; no state depends on it.</param>
/// <param name="cancellation">Checked inside the engines.</param>
public sealed class StateResolver(Market market, IEnumerable<IStoredInput> stored, int workers, CancellationToken cancellation)
{
    private readonly Dictionary<StateRequest, object> _states = [];
    private readonly IStoredInput[] _stored = [.. stored];

    public Market Market { get; } = market;

    /// <summary>The state, computed now where it is not yet.</summary>
    /// <exception cref="InvalidOperationException">A computation read what its state did not declare: a defect, which ends the program.</exception>
    /// <exception cref="UserError">Predictions or facts that are named but not at hand.</exception>
    public TState Get<TOptions, TState>(StateRequest<TOptions, TState> request)
        where TOptions : IEquatable<TOptions>
        where TState : class
    {
        Resolve([request]);
        return Known(request);
    }

    /// <summary>Several states at once: those of one kind share what they have in common.</summary>
    public void Resolve(IEnumerable<StateRequest> requests)
    {
        lock (_states)
        {
            foreach (var wave in Waves(requests))
            {
                cancellation.ThrowIfCancellationRequested();
                var reader = new StateReader(this, wave, workers, cancellation);
                var states = wave[0].Compute(reader, wave);
                for (var k = 0; k < wave.Count; k++)
                    _states.Add(wave[k], states[k]);
            }
        }
    }

    internal TState Known<TOptions, TState>(StateRequest<TOptions, TState> request)
        where TOptions : IEquatable<TOptions>
        where TState : class
        => (TState)_states[request];

    internal T? Stored<T>(string? digest)
        where T : class, IStoredInput
        => Array.Find(_stored, s => s is T && (digest is null || s.Digest == digest)) as T;

    /// <summary>What is still to be computed, needs first, requests of one definition together as soon as all they need is there.</summary>
    private List<List<StateRequest>> Waves(IEnumerable<StateRequest> requests)
    {
        var depths = new Dictionary<StateRequest, int>();
        foreach (var request in requests)
            DepthOf(request, depths);
        return [.. depths.GroupBy(d => (d.Value, d.Key.Definition)).OrderBy(g => g.Key.Value).Select(g => g.Select(d => d.Key).ToList())];
    }

    /// <summary>0 for what needs nothing that is not there yet; −1 for what is there.</summary>
    private int DepthOf(StateRequest request, Dictionary<StateRequest, int> depths)
    {
        if (_states.ContainsKey(request))
            return -1;
        if (depths.TryGetValue(request, out var known))
            return known;
        var depth = 1 + request.Needs.Select(need => DepthOf(need, depths)).DefaultIfEmpty(-1).Max();
        depths[request] = depth;
        return depth;
    }
}
