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
