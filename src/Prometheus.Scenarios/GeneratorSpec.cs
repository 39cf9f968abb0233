using Prometheus.Core.Options;

namespace Prometheus.Scenarios;

/// <summary>Constants of the generators; each category reads its own.</summary>
public sealed record GeneratorSpec
{
    public static GeneratorSpec Default { get; } = new();

    /// <summary>STRESSED draws from the days whose cross-sectional mean return is at or below this quantile of all such days, 0 … 0.5.</summary>
    [Range(0, 0.5, Unit = "fraction of days")]
    public double StressQuantile { get; init; } = 0.1;

    /// <summary>STRESSED multiplies every return by this; a product below −1 is a total loss, −1.</summary>
    [Range(0, 100)]
    public double StressScale { get; init; } = 1.5;

    /// <summary>BLOCK_BOOTSTRAP: mean length of a block in sessions, 1/p of the geometric law. 1 is the same as BOOTSTRAP.</summary>
    [Range(1, 10_000, Unit = "sessions")]
    public double BlockMeanLength { get; init; } = 10;
}
