namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>The simple return of one calendar month or year.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="Month">1 … 12; 0 for the whole year.</param>
/// <param name="Return">A fraction; NaN where unknown.</param>
public readonly record struct PeriodReturn(int Year, int Month, double Return);
