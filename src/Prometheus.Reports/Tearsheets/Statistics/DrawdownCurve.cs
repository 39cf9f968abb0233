namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>Loss since the highest value so far.</summary>
public static class DrawdownCurve
{
    /// <summary>equity / running peak − 1, ≤ 0; the peak starts at <paramref name="initial"/>. NaN where the equity is not observed.</summary>
    public static double[] Of(double initial, ReadOnlySpan<double> equity)
    {
        var drawdown = new double[equity.Length];
        var peak = initial;
        for (var t = 0; t < equity.Length; t++)
        {
            if (equity[t] > peak)
                peak = equity[t];
            drawdown[t] = (equity[t] / peak) - 1;
        }

        return drawdown;
    }

    /// <summary>The smallest observed value; 0 where none lies below.</summary>
    public static double Deepest(ReadOnlySpan<double> drawdown)
    {
        var deepest = 0.0;
        foreach (var value in drawdown)
        {
            if (value < deepest)
                deepest = value;
        }

        return deepest;
    }
}
