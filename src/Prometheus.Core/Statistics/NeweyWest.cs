using Prometheus.Core.Numerics;

namespace Prometheus.Core.Statistics;

/// <summary>
/// Standard errors of a mean whose observations are correlated over time: the long-run variance with Bartlett weights (Newey and West 1987),
/// Ω = γ₀ + 2·Σ_{j≤L} (1 − j/(L + 1))·γ_j with γ_j = Σ u_t·u_{t−j} / n about the mean. It is never negative.
/// </summary>
public static class NeweyWest
{
    /// <summary>⌊4·(n/100)^(2/9)⌋, the usual bandwidth; 0 for a handful of observations.</summary>
    public static int Lags(int observations)
        => observations < 2 ? 0 : Math.Min(observations - 1, (int)(4 * ScalarMath.Exp(2.0 / 9 * ScalarMath.Log(observations / 100.0))));

    /// <param name="values">In the order of time, no NaN.</param>
    /// <param name="lags">Autocovariances counted, ≥ 0; at least horizon − 1 where observations overlap.</param>
    /// <returns>√(Ω / n); NaN below two observations.</returns>
    public static double StandardError(ReadOnlySpan<double> values, int lags)
    {
        if (values.Length < 2)
            return double.NaN;
        var deviations = new double[values.Length];
        var mean = Mean(values);
        for (var t = 0; t < values.Length; t++)
            deviations[t] = values[t] - mean;
        return Math.Sqrt(Math.Max(0, LongRunVariance(deviations, lags)) / values.Length);
    }

    /// <summary>mean / standard error; NaN below two observations or where nothing varies.</summary>
    public static double TStatistic(ReadOnlySpan<double> values, int lags)
        => StandardError(values, lags) is var error && error > 0 ? Mean(values) / error : double.NaN;

    /// <summary>The same with <see cref="Lags"/>.</summary>
    public static double TStatistic(ReadOnlySpan<double> values) => TStatistic(values, Lags(values.Length));

    /// <summary>Ω of deviations whose mean is zero already.</summary>
    public static double LongRunVariance(ReadOnlySpan<double> deviations, int lags)
    {
        var sum = Product(deviations, 0);
        for (var lag = 1; lag <= Math.Min(lags, deviations.Length - 1); lag++)
            sum += 2 * (1 - (lag / (lags + 1.0))) * Product(deviations, lag);
        return sum / deviations.Length;
    }

    private static double Product(ReadOnlySpan<double> deviations, int lag)
    {
        var sum = 0.0;
        for (var t = lag; t < deviations.Length; t++)
            sum += deviations[t] * deviations[t - lag];
        return sum;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }
}
