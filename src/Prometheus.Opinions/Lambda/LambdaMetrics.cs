using System.Runtime.InteropServices;
using Prometheus.Core.Statistics;

namespace Prometheus.Opinions.Lambda;

/// <summary>How good forecasts of λ were on a test range. NaN where it cannot be said.</summary>
public sealed record LambdaMetrics
{
    /// <summary>Training rows.</summary>
    public int PairsTrain { get; init; }

    /// <summary>Test rows whose outcome is known.</summary>
    public int PairsTest { get; init; }

    /// <summary>Test dates with at least five clusters, some of them in the top and some not.</summary>
    public int DaysUplift { get; init; }

    /// <summary>Of forecast and outcome, over all rows.</summary>
    public double Pearson { get; init; }

    public double Spearman { get; init; }

    /// <summary>Mean over dates of the outcome's mean in the top clusters less that of the others.</summary>
    public double AverageUplift { get; init; }

    /// <summary>Its standard error as if dates were independent.</summary>
    public double UpliftStandardError { get; init; }

    /// <summary>Root mean squared error.</summary>
    public double Rmse { get; init; }

    /// <summary>Mean of y/ŷ − ln(y/ŷ) − 1 over rows where both are positive (Patton 2011).</summary>
    public double Qlike { get; init; }

    /// <summary>Against the training mean of the cluster: above 0 the forecast was better.</summary>
    public ForecastComparison AgainstClusterMean { get; init; }

    /// <summary>Against no change.</summary>
    public ForecastComparison AgainstPersistence { get; init; }

    /// <summary>Mean over dates with at least five clusters of the rank correlation across clusters.</summary>
    public double DailyIcMean { get; init; }

    /// <summary>Its t-statistic by Newey and West.</summary>
    public double DailyIcT { get; init; }

    /// <summary>1 − squared error / squared error of no change.</summary>
    public double R2AgainstPersistence { get; init; }

    /// <summary>Training rows left out because their target lies after the range.</summary>
    public int Purged { get; init; }
}

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
