using Prometheus.Core.Markets;
using Prometheus.Scenarios;
using Prometheus.Stores.Scenarios;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.States;

namespace Prometheus.Workflows.StabScenarios;

/// <summary>A stored set and the history its paths are appended to: the market up to the last day the set draws from.</summary>
/// <param name="Set">The set.</param>
/// <param name="Market">Nothing later is loaded.</param>
/// <param name="Paths">The set's paths after that history.</param>
/// <param name="InputsDigest">Of everything read so far.</param>
internal sealed record ScenarioHistory(ScenarioSet Set, Market Market, AppendedPaths Paths, string InputsDigest)
{
    /// <exception cref="Core.Errors.NothingMatchedError">There is no such set.</exception>
    public static ScenarioHistory Load(DatabasePair databases, string idOrName, CancellationToken cancellation)
    {
        var row = ScenarioStore.Find(databases.Runtime, idOrName);
        var set = ScenarioStore.Restore(databases.Runtime, row);
        var reads = VectorStates.StabScenarios.Usual.Reads | VectorStates.ScenarioWindows.Usual.Reads;
        var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = set.MarketId, End = set.MaxDataDate, Reads = reads }, cancellation);
        using var digest = new UnitDigest(market, reads);
        var last = market.Sessions.Count - 1;
        return new ScenarioHistory(
            set,
            market,
            new AppendedPaths(market, set, last, ScenarioDescriptorOptions.Default.StaleSessions),
            $"{set.ContentHash} {digest.Through(last)}");
    }

    /// <summary>How many paths are written: all, or the first ones.</summary>
    public int PathsWithin(int? limit) => Math.Min(limit ?? Set.Paths, Set.Paths);
}
