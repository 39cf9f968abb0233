namespace Prometheus.Backtest.Metrics;

/// <summary>The annualised Sharpe of every window of returns.</summary>
public static class RollingSharpe
{
    /// <returns>As long as the returns; NaN before the first full window and where a window does not move.</returns>
    public static double[] Of(ReadOnlySpan<double> returns, int window, double sessionsPerYear)
    {
        var sharpe = new double[returns.Length];
        for (var i = 0; i < sharpe.Length; i++)
        {
            var inside = i + 1 < window ? [] : returns.Slice(i + 1 - window, window);
            sharpe[i] = AnnualisedExcessSharpe.Of(inside, sessionsPerYear, 0);
        }

        return sharpe;
    }
}
