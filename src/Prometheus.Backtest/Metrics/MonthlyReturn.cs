namespace Prometheus.Backtest.Metrics;

/// <summary>The compounded return of one calendar month, a fraction; the first and the last month of a run may be partial.</summary>
public readonly record struct MonthlyReturn(int Year, int Month, double Return);
