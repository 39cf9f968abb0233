using System.Text.Json;
using Prometheus.Core.Identity;
using Prometheus.Opinions.Lambda;

namespace Prometheus.Stores.States;

/// <summary>Experiments on λ ⇄ <c>opportunity_experiments</c>. The experiment id is the key: running it again replaces its row.</summary>
public static class LambdaStore
{
    private static readonly TableShape Experiments = new(
        "opportunity_experiments",
        keyColumns: 1,
        Column.Text("experiment_id"),
        Column.Text("model"),
        Column.Date("train_start"),
        Column.Date("train_end"),
        Column.Date("test_start"),
        Column.Date("test_end"),
        Column.Real("top_quantile"),
        Column.Json("metrics_json"),
        Column.Json("fit_json"),
        Column.Text("input_digest"));

    /// <param name="unit">Of the runtime database.</param>
    /// <param name="result">What came of the experiment.</param>
    /// <param name="inputDigest">Of everything it read.</param>
    public static long Save(DatabaseTransaction unit, LambdaExperimentResult result, string inputDigest)
    {
        var options = result.Options;
        using var json = new StoredJson();
        var metrics = json.Object(result.Metrics, static (writer, m) => WriteMetrics(writer, m));
        return unit.Upsert(Experiments, rows => rows
            .Text(options.ExperimentId).Text(LambdaModelNames.Of(options.Model))
            .Date(options.TrainStart).Date(options.TrainEnd).Date(options.TestStart).Date(options.TestEnd)
            .Real(options.TopQuantile).Json(metrics).Json(CanonicalJson.SerializeToString(result.Fit)).Text(inputDigest).EndRow());
    }

    private static void WriteMetrics(Utf8JsonWriter json, LambdaMetrics metrics)
    {
        json.WriteNumber("num_pairs_train", metrics.PairsTrain);
        json.WriteNumber("num_pairs_test", metrics.PairsTest);
        json.WriteNumber("num_days_uplift", metrics.DaysUplift);
        StoredJson.Number(json, "pearson_corr", metrics.Pearson);
        StoredJson.Number(json, "spearman_corr", metrics.Spearman);
        StoredJson.Number(json, "avg_uplift", metrics.AverageUplift);
        StoredJson.Number(json, "uplift_std_err", metrics.UpliftStandardError);
        StoredJson.Number(json, "rmse", metrics.Rmse);
        StoredJson.Number(json, "qlike", metrics.Qlike);
        StoredJson.Number(json, "dm_stat", metrics.AgainstClusterMean.Statistic);
        StoredJson.Number(json, "dm_pvalue", metrics.AgainstClusterMean.PValue);
        StoredJson.Number(json, "dm_stat_vs_persistence", metrics.AgainstPersistence.Statistic);
        StoredJson.Number(json, "dm_pvalue_vs_persistence", metrics.AgainstPersistence.PValue);
        StoredJson.Number(json, "daily_ic_mean", metrics.DailyIcMean);
        StoredJson.Number(json, "daily_ic_t_nw", metrics.DailyIcT);
        StoredJson.Number(json, "r2_oos_vs_persistence", metrics.R2AgainstPersistence);
        json.WriteNumber("n_purged", metrics.Purged);
    }
}
