using System.Runtime.InteropServices;
using Prometheus.Core.Statistics;

namespace Prometheus.Opinions.Lambda;

/// <summary>
/// The test of Diebold and Mariano (1995) with the small-sample factor of Harvey, Leybourne and Newbold (1997): is the mean difference of two
/// losses other than 0?
/// </summary>
/// <param name="Statistic">Positive where the forecast lost less than its rival; NaN where the losses never differ.</param>
/// <param name="PValue">Two-sided, Student's t with T − 1 degrees of freedom.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ForecastComparison(double Statistic, double PValue)
{
    /// <summary>The forecast is better, and not by luck.</summary>
    public bool IsBetter(double level) => Statistic > 0 && PValue < level;

    /// <param name="differences">Loss of the rival less loss of the forecast, one a date in the order of time: a day's clusters share its luck.</param>
    /// <param name="horizon">Sessions ahead.</param>
    public static ForecastComparison Of(ReadOnlySpan<double> differences, int horizon = 1)
    {
        // Losses of a forecast that misses something persistent are correlated beyond the horizon, so the bandwidth is the usual one at least.
        var count = differences.Length;
        var lags = Math.Max(horizon - 1, NeweyWest.Lags(count));
        var plain = NeweyWest.TStatistic(differences, lags);
        var factor = (count + 1 - (2.0 * horizon) + (horizon * (horizon - 1.0) / count)) / count;
        var statistic = factor > 0 ? plain * Math.Sqrt(factor) : double.NaN;
        return new ForecastComparison(statistic, StudentDistribution.TwoSided(statistic, count - 1));
    }
}
