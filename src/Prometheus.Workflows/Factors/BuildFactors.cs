using Prometheus.Core.Markets;
using Prometheus.Core.Time;
using Prometheus.Jobs;
using Prometheus.States.Factors;
using Prometheus.Stores.States;
using Prometheus.Workflows.States;

namespace Prometheus.Workflows.Factors;

/// <summary>Saves factor returns, exposures and month-end correlations of a range, one unit a calendar year.</summary>
public static class BuildFactors
{
    /// <exception cref="NothingMatchedError">No stored session lies in the range.</exception>
    public static JobOutcome Execute(DatabasePair databases, string marketId, DateOnly start, DateOnly end, FactorOptions options, JobContext jobs)
    {
        var request = FactorEngine.Definition.Of(options);
        var backfill = new StateBackfill(databases, marketId, start, end, [request], jobs);
        return backfill.Save(new StateSaving<FactorOptions, FactorState>(request, $"factor build {marketId}")
        {
            IsHistorical = true,
            Save = (transaction, state, sessions) => FactorStateStore.Save(
                transaction, backfill.Market, state, sessions.Sessions[0], sessions.Sessions[^1], Matrices(backfill.Market, state, sessions)),
        });
    }

    private static List<FactorMatrix> Matrices(Market market, FactorState state, SessionSelection sessions)
        => [.. sessions.Sessions.ToArray().Where(t => IsMonthEnd(market, t)).Select(t => FactorMatrix.Of(state, t)).OfType<FactorMatrix>()];

    /// <summary>By the calendar, since the next session need not be stored.</summary>
    private static bool IsMonthEnd(Market market, int session)
    {
        var date = market.Sessions[session];
        var monthEnd = new DateOnly(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month));
        return date == monthEnd || ExchangeCalendars.Get(market.Definition.Exchange).Sessions(date.AddDays(1), monthEnd).Count == 0;
    }
}
