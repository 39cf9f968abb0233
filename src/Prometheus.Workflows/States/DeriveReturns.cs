using Prometheus.Jobs;
using Prometheus.States.Declarations;
using Prometheus.States.Prices;
using Prometheus.Stores;

namespace Prometheus.Workflows.States;

/// <summary>Derives <c>returns_daily</c> and <c>volatility_daily</c> from prices and corporate actions, one unit a calendar year.</summary>
public static class DeriveReturns
{
    /// <exception cref="NothingMatchedError">The market holds no price.</exception>
    public static JobOutcome Execute(DatabasePair databases, string marketId, JobContext jobs)
    {
        var request = DerivedSeries.Definition.Of(NoOptions.Instance);
        var backfill = new StateBackfill(databases, marketId, DateOnly.MinValue, DateOnly.MaxValue, [request], jobs);
        return backfill.Save(new StateSaving<NoOptions, DerivedSeries>(request, $"data derive {marketId}")
        {
            IsHistorical = true,
            OptionsHash = DerivedSeries.Definition.ModelId,
            Save = (transaction, series, sessions) => DerivedStore.Save(transaction, backfill.Market, series, sessions.Sessions[0], sessions.Sessions[^1]),
        });
    }
}
