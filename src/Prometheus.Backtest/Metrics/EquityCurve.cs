namespace Prometheus.Backtest.Metrics;

/// <summary>Equity at closes, and the returns between them.</summary>
public static class EquityCurve
{
    /// <summary>E₀ … E_n with E₀ the initial cash before the first session, so that the first day's costs count.</summary>
    public static double[] Of(double initialCash, ReadOnlySpan<DailyRecord> daily)
    {
        var curve = new double[daily.Length + 1];
        curve[0] = initialCash;
        for (var i = 0; i < daily.Length; i++)
            curve[i + 1] = daily[i].Equity;
        return curve;
    }

    /// <summary>r_i = E_i / E_{i−1} − 1, one fewer than the curve has points. NaN where either point is.</summary>
    public static double[] Returns(ReadOnlySpan<double> curve)
    {
        var returns = new double[Math.Max(0, curve.Length - 1)];
        for (var i = 0; i < returns.Length; i++)
            returns[i] = (curve[i + 1] / curve[i]) - 1;
        return returns;
    }
}
