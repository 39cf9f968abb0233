using Prometheus.Backtest.Metrics;

namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>The compounded return of one calendar year, a fraction; the first and the last year of a run may be partial.</summary>
public readonly record struct YearlyReturn(int Year, double Return)
{
    /// <summary>Years from their months, ascending; NaN where a month is.</summary>
    public static YearlyReturn[] Of(IEnumerable<MonthlyReturn> months)
        => [.. months.GroupBy(m => m.Year).Select(y => new YearlyReturn(y.Key, y.Aggregate(1.0, (growth, m) => growth * (1 + m.Return)) - 1))];
}
