namespace Prometheus.Sources.Synthetic;

/// <summary>
/// What news say of the future: the tone of an article is <c>w·z + √(1 − w²)·noise</c>, z the company's drift in standard deviations on the
/// day it is written. Beyond ± the threshold its words are good or bad, between neutral.
/// </summary>
/// <param name="DriftWeight">w.</param>
/// <param name="Threshold">In standard deviations of the tone.</param>
public sealed record PlantedTone(double DriftWeight, double Threshold)
{
    public static PlantedTone Default { get; } = new(0.5, 0.43);
}
