using Prometheus.Core.Options;

namespace Prometheus.Opinions.Lambda;

/// <summary>Which λ̂ a sleeve uses and how much it weighs; part of what a run depends on.</summary>
public sealed record LambdaOptions
{
    /// <summary>Null where the predictions do not name their experiment.</summary>
    public string? ExperimentId { get; init; }

    public string ScoreColumn { get; init; } = "lambda_hat";

    /// <summary><see cref="LambdaPredictions.Digest"/> of the rows used.</summary>
    public string PredictionsDigest { get; init; } = "";

    /// <summary>Points a standard deviation of λ̂ adds to the score of a universe; 0 records the exposure and ranks without it.</summary>
    [Range(-1_000, 1_000, Unit = "points")]
    public double Weight { get; init; }
}
