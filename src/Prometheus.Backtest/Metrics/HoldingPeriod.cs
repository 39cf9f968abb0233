namespace Prometheus.Backtest.Metrics;

/// <summary>Mean sessions a unit of value is held: Σ gross exposure / Σ one-way turnover.</summary>
public static class HoldingPeriod
{
    /// <returns>NaN where nothing was traded.</returns>
    public static double Sessions(ReadOnlySpan<DailyRecord> daily)
    {
        var (gross, turnover) = (0.0, 0.0);
        foreach (ref readonly var day in daily)
        {
            gross += day.GrossExposure;
            turnover += day.Turnover;
        }

        return turnover > 0 ? gross / turnover : double.NaN;
    }
}
