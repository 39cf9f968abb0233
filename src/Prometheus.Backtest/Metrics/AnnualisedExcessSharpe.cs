namespace Prometheus.Backtest.Metrics;

/// <summary>(mean·D − risk-free) / annualised volatility.</summary>
public static class AnnualisedExcessSharpe
{
    /// <param name="riskFreePerYear">A fraction a year.</param>
    /// <returns>NaN where the volatility is 0.</returns>
    public static double Of(ReadOnlySpan<double> returns, double sessionsPerYear, double riskFreePerYear)
    {
        var volatility = AnnualisedVolatility.Of(returns, sessionsPerYear);
        return volatility == 0 ? double.NaN : ((Sample.Mean(returns) * sessionsPerYear) - riskFreePerYear) / volatility;
    }
}
