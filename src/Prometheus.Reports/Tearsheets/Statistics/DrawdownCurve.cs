namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>Loss since the highest value so far, point by point.</summary>
public static class DrawdownCurve
{
    /// <summary>equity / running peak − 1, ≤ 0. NaN where the equity is not observed.</summary>
    public static double[] Of(ReadOnlySpan<double> equity)
    {
        var drawdown = new double[equity.Length];
        var peak = double.NegativeInfinity;
        for (var t = 0; t < equity.Length; t++)
        {
            if (equity[t] > peak)
                peak = equity[t];
            drawdown[t] = (equity[t] / peak) - 1;
        }

        return drawdown;
    }
}
