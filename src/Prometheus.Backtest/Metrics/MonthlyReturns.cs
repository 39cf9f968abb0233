namespace Prometheus.Backtest.Metrics;

/// <summary>A curve by calendar months: each month's last equity over the previous month's last.</summary>
public static class MonthlyReturns
{
    /// <param name="dates">Session dates, ascending.</param>
    /// <param name="curve">One point more than dates: the first is the equity before the first session.</param>
    public static MonthlyReturn[] Of(ReadOnlySpan<DateOnly> dates, ReadOnlySpan<double> curve)
    {
        var months = new List<MonthlyReturn>();
        var before = curve[0];
        for (var i = 0; i < dates.Length; i++)
        {
            if (i + 1 < dates.Length && dates[i + 1].Month == dates[i].Month && dates[i + 1].Year == dates[i].Year)
                continue;
            months.Add(new MonthlyReturn(dates[i].Year, dates[i].Month, (curve[i + 1] / before) - 1));
            before = curve[i + 1];
        }

        return [.. months];
    }
}

/// <summary>The compounded return of one calendar month, a fraction; the first and the last month of a run may be partial.</summary>
public readonly record struct MonthlyReturn(int Year, int Month, double Return);
