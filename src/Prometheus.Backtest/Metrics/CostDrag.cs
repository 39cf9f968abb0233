namespace Prometheus.Backtest.Metrics;

/// <summary>Commission and slippage a year in basis points of mean equity.</summary>
public static class CostDrag
{
    public static double BpsPerYear(ReadOnlySpan<DailyRecord> daily, double sessionsPerYear)
    {
        var (costs, equity) = (0.0, 0.0);
        foreach (ref readonly var day in daily)
        {
            costs += day.Commission + day.Slippage;
            equity += day.Equity;
        }

        return costs / equity * sessionsPerYear * 10_000;
    }
}
