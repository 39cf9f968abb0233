namespace Prometheus.Backtest.Metrics;

/// <summary>One-way turnover a year: the mean of Σ|trade| / (2·equity) over sessions, times D.</summary>
public static class Turnover
{
    public static double PerYear(ReadOnlySpan<DailyRecord> daily, double sessionsPerYear)
    {
        var sum = 0.0;
        foreach (ref readonly var day in daily)
            sum += day.Turnover;
        return sum / daily.Length * sessionsPerYear;
    }
}
