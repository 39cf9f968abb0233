namespace Prometheus.Backtest.Metrics;

/// <summary>(mean·D − risk-free) / annualised volatility. The seeds' key takes no risk-free rate off.</summary>
public static class AnnualisedSharpe
{
    /// <param name="riskFreePerYear">A fraction a year.</param>
    /// <returns>0 where the volatility is 0.</returns>
    public static double Of(ReadOnlySpan<double> returns, double sessionsPerYear, double riskFreePerYear = 0)
    {
        var volatility = AnnualisedVolatility.Of(returns, sessionsPerYear);
        return volatility == 0 ? 0 : ((Sample.Mean(returns) * sessionsPerYear) - riskFreePerYear) / volatility;
    }
}
