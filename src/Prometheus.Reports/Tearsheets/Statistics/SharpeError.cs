namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>Standard error of an annualised Sharpe ratio for independent returns: √((1 + S²/2) / n)·√D with S the ratio a session (Lo, 2002).</summary>
public static class SharpeError
{
    /// <param name="annualised">The ratio.</param>
    /// <param name="returns">How many returns stand behind it.</param>
    /// <param name="sessionsPerYear">D.</param>
    /// <returns>NaN without returns.</returns>
    public static double Of(double annualised, int returns, double sessionsPerYear)
        => returns == 0 ? double.NaN : Math.Sqrt((sessionsPerYear + (annualised * annualised / 2)) / returns);
}
