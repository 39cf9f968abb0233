namespace Prometheus.Backtest.Metrics;

/// <summary>The seeds' Sharpe ratio: mean·D / annualised volatility, no risk-free rate taken off.</summary>
public static class AnnualisedSharpe
{
    /// <returns>0 where the volatility is 0, as the seeds' key has it.</returns>
    public static double Of(ReadOnlySpan<double> returns, double sessionsPerYear)
        => AnnualisedExcessSharpe.Of(returns, sessionsPerYear, 0) is var sharpe && double.IsNaN(sharpe) ? 0 : sharpe;
}
