namespace Prometheus.Backtest.Metrics;

/// <summary>Annualised return / |maximum drawdown|.</summary>
public static class Calmar
{
    /// <returns>NaN without a drawdown.</returns>
    public static double Of(ReadOnlySpan<double> curve, double sessionsPerYear)
        => MaxDrawdown.Of(curve) is var deepest && deepest < 0 ? AnnualisedReturn.Of(curve, sessionsPerYear) / -deepest : double.NaN;
}
