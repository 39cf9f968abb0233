using Prometheus.Core.Options;
using Prometheus.Opinions.Lambda;

namespace Prometheus.Workflows.Lambda;

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
