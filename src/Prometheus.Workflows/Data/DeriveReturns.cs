using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.States.Declarations;
using Prometheus.Stores;
using Prometheus.Workflows.States;

namespace Prometheus.Workflows.Data;

/// <summary>Derives <c>returns_daily</c> and <c>volatility_daily</c> from prices and corporate actions, one unit a calendar year.</summary>
public static class DeriveReturns
{
    public static StateDefinition<NoOptions, DerivedSeries> Definition { get; } = new()
    {
        Kind = "derived",
        ModelId = "returns-and-volatility-v1",
        Table = "returns_daily",
        Command = "data derive",
        Default = NoOptions.Instance,
        Reads = _ => MarketReads.TotalReturns,
        Compute = (reader, _) => [DerivedSeries.Compute(reader.Market, reader.Workers, reader.Cancellation)],
    };

    /// <exception cref="NothingMatchedError">The market holds no price.</exception>
    public static JobOutcome Execute(DatabasePair databases, string marketId, JobContext jobs)
    {
        var request = Definition.Of(NoOptions.Instance);
        var backfill = new StateBackfill(databases, marketId, DateOnly.MinValue, DateOnly.MaxValue, [request], jobs);
        return backfill.Save(new StateSaving<NoOptions, DerivedSeries>(request, $"data derive {marketId}")
        {
            IsHistorical = true,
            OptionsHash = Definition.ModelId,
            Save = (transaction, series, sessions) => DerivedStore.Save(transaction, backfill.Market, series, sessions.Sessions[0], sessions.Sessions[^1]),
        });
    }
}
