using Prometheus.Opinions.Lambda;

namespace Prometheus.Workflows.Lambda;

/// <summary>The columns of the file of results.</summary>
public static class LambdaResultColumns
{
    public static IReadOnlyList<string> Seed { get; } =
    [
        "experiment_id", "model", "train_start", "train_end", "test_start", "test_end", "top_quantile", "num_pairs_train", "num_pairs_test",
        "num_days_uplift", "pearson_corr", "spearman_corr", "avg_uplift", "uplift_std_err",
    ];

    /// <summary>Those of <see cref="Seed"/> and more; <c>dm_stat</c> is the test against the cluster mean.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Seed, "rmse", "qlike", "dm_stat", "dm_pvalue", "dm_stat_vs_persistence", "dm_pvalue_vs_persistence", "daily_ic_mean", "daily_ic_t_nw",
        "r2_oos_vs_persistence", "n_purged",
    ];

    /// <summary>What a terminal has room for.</summary>
    public static IReadOnlyList<string> Short { get; } =
        ["experiment_id", "model", "num_pairs_test", "pearson_corr", "spearman_corr", "avg_uplift", "uplift_std_err", "dm_stat", "dm_pvalue", "daily_ic_mean"];

    /// <summary>The cells of <see cref="All"/>; those of <see cref="Seed"/> come first.</summary>
    public static object?[] Cells(LambdaExperimentResult result)
    {
        var (options, metrics) = (result.Options, result.Metrics);
        return
        [
            options.ExperimentId, LambdaModelNames.Of(options.Model), options.TrainStart, options.TrainEnd, options.TestStart, options.TestEnd,
            options.TopQuantile, metrics.PairsTrain, metrics.PairsTest, metrics.DaysUplift, metrics.Pearson, metrics.Spearman,
            metrics.AverageUplift, metrics.UpliftStandardError,
            metrics.Rmse, metrics.Qlike, metrics.AgainstClusterMean.Statistic, metrics.AgainstClusterMean.PValue,
            metrics.AgainstPersistence.Statistic, metrics.AgainstPersistence.PValue, metrics.DailyIcMean, metrics.DailyIcT,
            metrics.R2AgainstPersistence, metrics.Purged,
        ];
    }
}
