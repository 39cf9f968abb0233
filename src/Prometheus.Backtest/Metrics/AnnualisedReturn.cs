using Prometheus.Core.Numerics;

namespace Prometheus.Backtest.Metrics;

/// <summary>Compound growth a year, (E_n / E₀)^(D/n) − 1.</summary>
public static class AnnualisedReturn
{
    /// <returns>NaN below one return or where equity is not positive at either end.</returns>
    public static double Of(ReadOnlySpan<double> curve, double sessionsPerYear)
        => curve.Length < 2 || curve[0] <= 0 || curve[^1] <= 0
            ? double.NaN
            : ScalarMath.Exp(ScalarMath.Log(curve[^1] / curve[0]) * sessionsPerYear / (curve.Length - 1)) - 1;
}
