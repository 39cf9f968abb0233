using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Jobs;
using Prometheus.States.Regimes;
using Prometheus.Stores.States;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.States;

namespace Prometheus.Workflows.Regimes;

/// <summary>Classifies the sessions of a region's market and saves their regimes and transitions.</summary>
public static class ClassifyRegimes
{
    /// <summary>Every session of a range, one unit a calendar year.</summary>
    /// <exception cref="NothingMatchedError">No stored session lies in the range.</exception>
    /// <exception cref="UserError">An unknown region, or options out of range.</exception>
    public static JobOutcome Execute(DatabasePair databases, string region, DateOnly start, DateOnly end, RegimeOptions options, JobContext jobs)
    {
        var request = RegimeEngine.Definition.Of(options);
        var backfill = new StateBackfill(databases, MarketCatalog.OfRegion(region).MarketId, start, end, [request], jobs);
        var key = $"regime classify {region} {StableId.ModelId(RegimeState.DefaultModelId, options, RegimeOptions.Default)}";
        return backfill.Save(new StateSaving<RegimeOptions, RegimeState>(request, key)
        {
            Save = (transaction, state, sessions) => RegimeStore.Save(transaction, backfill.Market, state, sessions.Sessions[0], sessions.Sessions[^1]),
        });
    }

    /// <summary>One session; the row is the one a range over it would write.</summary>
    /// <returns>The label, or null where the session lies too early for one and nothing is saved, and its confidence.</returns>
    /// <exception cref="NothingMatchedError">The date is no session of the market, or none of it is stored.</exception>
    public static (RegimeLabel? Label, double Confidence) Execute(
        DatabasePair databases, string region, DateOnly asOf, RegimeOptions options, int workers, CancellationToken cancellation = default)
    {
        var definition = MarketCatalog.OfRegion(region);
        var request = RegimeEngine.Definition.Of(options);
        var states = MarketLoader.LoadFor(databases, definition.MarketId, asOf, [request], workers, cancellation);
        var market = states.Market;
        var session = market.Sessions.IndexOf(asOf);
        if (session < 0)
            throw new NothingMatchedError($"{asOf:yyyy-MM-dd} is no stored session of {definition.MarketId} ({definition.Exchange})");
        var state = states.Get(request);
        if (state.LabelAt(session) is not null)
            databases.Runtime.InTransaction(unit => RegimeStore.Save(unit, market, state, session, session));
        return (state.LabelAt(session), state.ConfidenceAt(session));
    }
}
