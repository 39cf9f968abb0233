namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>Simple returns of an equity curve.</summary>
public static class EquityReturns
{
    /// <summary>
    /// One return a session; the first is against <paramref name="initial"/>, so the costs of the first day count. NaN where either end is
    /// not observed or the earlier one is not positive.
    /// </summary>
    public static double[] Of(double initial, ReadOnlySpan<double> equity)
    {
        var returns = new double[equity.Length];
        var before = initial;
        for (var t = 0; t < equity.Length; t++)
        {
            returns[t] = before > 0 ? (equity[t] / before) - 1 : double.NaN;
            before = equity[t];
        }

        return returns;
    }
}
