using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Opinions.Lambda;
using Prometheus.Workflows.Files;

namespace Prometheus.Workflows.Lambda;

/// <summary>
/// <c>configs/universe/core_long_eq_daily.yaml</c> of a project folder: <c>core_long_eq.REGION.{lambda_predictions_csv, lambda_experiment_id,
/// lambda_score_column, lambda_score_weight}</c>. Relative paths start at the project folder. No file, no entry for the region, or an empty
/// <c>lambda_predictions_csv</c> means that λ is off; anything that cannot be understood is a mistake, since it would switch λ off unseen.
/// </summary>
public static class LambdaSettingsFile
{
    /// <summary>Where the file stands below the project folder.</summary>
    public const string RelativePath = "configs/universe/core_long_eq_daily.yaml";

    private const string Root = "core_long_eq";
    private const string Predictions = "lambda_predictions_csv";
    private const string Experiment = "lambda_experiment_id";
    private const string Column = "lambda_score_column";
    private const string Weight = "lambda_score_weight";

    private static readonly string[] Keys = [Predictions, Experiment, Column, Weight];

    /// <summary>The settings of a region; null where λ is off.</summary>
    /// <param name="projectFolder">The folder that holds <c>configs</c>; commands take the current one.</param>
    /// <param name="region">US, EU, ASIA.</param>
    /// <exception cref="UserError">No YAML, an unknown key or a value of the wrong kind.</exception>
    public static LambdaSettings? Read(string projectFolder, string region)
    {
        var path = Path.Combine(projectFolder, RelativePath);
        if (File.Exists(path))
            AccessLog.Current?.NoteFileRead(path);
        return File.Exists(path) ? Parse(File.ReadAllText(path), RelativePath, projectFolder, region) : null;
    }

    internal static LambdaSettings? Parse(string yaml, string file, string projectFolder, string region)
    {
        var reader = new YamlFile(file);
        if (reader.Root(yaml, [Root]) is not { } root || reader.Mapping(root, Root) is not { } regions)
            return null;
        reader.RequireKeys(regions, [.. MarketCatalog.All.Select(m => m.Region)]);
        if (reader.Mapping(regions, region) is not { } entry)
            return null;
        reader.RequireKeys(entry, Keys);
        var weight = reader.Number<LambdaSettings>(entry, Weight, nameof(LambdaSettings.Weight)) ?? 0;
        if (reader.Text(entry, Predictions) is not { } predictions)
            return null;
        return new LambdaSettings(
            region,
            Path.GetFullPath(predictions, Path.GetFullPath(projectFolder)),
            reader.Text(entry, Experiment),
            reader.Text(entry, Column) ?? LambdaPredictionsFile.DefaultScoreColumn,
            weight);
    }
}

/// <summary>Where a region's λ̂ comes from by default.</summary>
/// <param name="Region">US, EU, ASIA.</param>
/// <param name="PredictionsPath">Absolute path of the predictions file.</param>
/// <param name="ExperimentId">Null where the file holds one experiment.</param>
/// <param name="ScoreColumn">Column of the file.</param>
/// <param name="Weight">0 records the exposure and ranks without it.</param>
public sealed record LambdaSettings(string Region, string PredictionsPath, string? ExperimentId, string ScoreColumn, [property: Range(-1_000, 1_000, Unit = "points")] double Weight)
{
    /// <summary>The predictions themselves, of one market of the region.</summary>
    public LambdaPredictions Read(string marketId) => LambdaPredictionsFile.Read(PredictionsPath, ExperimentId, ScoreColumn, marketId);

    /// <summary>What a sleeve remembers of them.</summary>
    public LambdaOptions OptionsFor(LambdaPredictions predictions) => new()
    {
        ExperimentId = predictions.ExperimentId,
        ScoreColumn = predictions.ScoreColumn,
        PredictionsDigest = predictions.Digest,
        Weight = Weight,
    };
}
