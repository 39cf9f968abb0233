namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>Compounded returns by calendar month and year.</summary>
public static class CalendarReturns
{
    public static PeriodReturn[] Monthly(ReadOnlySpan<DateOnly> dates, double initial, ReadOnlySpan<double> equity)
        => ByPeriod(dates, initial, equity, d => (d.Year, d.Month));

    public static PeriodReturn[] Yearly(ReadOnlySpan<DateOnly> dates, double initial, ReadOnlySpan<double> equity)
        => ByPeriod(dates, initial, equity, d => (d.Year, 0));

    /// <summary>
    /// Last equity of the period over the last of the period before, the first period over <paramref name="initial"/>; NaN where either is
    /// not observed. First and last period may be partial.
    /// </summary>
    private static PeriodReturn[] ByPeriod(
        ReadOnlySpan<DateOnly> dates, double initial, ReadOnlySpan<double> equity, Func<DateOnly, (int Year, int Month)> period)
    {
        var returns = new List<PeriodReturn>();
        var before = initial;
        for (var t = 0; t < dates.Length; t++)
        {
            var current = period(dates[t]);
            if (t + 1 < dates.Length && period(dates[t + 1]) == current)
                continue;
            returns.Add(new PeriodReturn(current.Year, current.Month, before > 0 ? (equity[t] / before) - 1 : double.NaN));
            before = equity[t];
        }

        return [.. returns];
    }
}
