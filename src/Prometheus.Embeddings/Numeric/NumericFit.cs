using Prometheus.Encoders.Projection;

namespace Prometheus.Embeddings.Numeric;

/// <summary>One walk-forward fit: plain numbers.</summary>
/// <param name="FirstSession">First row it serves.</param>
/// <param name="TrainingFirst">First row on which a training window can end.</param>
/// <param name="TrainingLast">Last one.</param>
/// <param name="TrainingRows">Windows it was fitted to.</param>
/// <param name="TrainingDigest">Of the sums of those windows.</param>
/// <param name="Features">Names of the features that vary in the training slice, in the order of the inputs.</param>
/// <param name="Centres">Median of each.</param>
/// <param name="Scales">1.4826 × median absolute deviation of each; their root mean square about the median where more than half are equal.</param>
/// <param name="Encoder">From [buckets × features] to the vector, before it is made unit length.</param>
public sealed record NumericFit(
    int FirstSession,
    int TrainingFirst,
    int TrainingLast,
    int TrainingRows,
    string TrainingDigest,
    IReadOnlyList<string> Features,
    double[] Centres,
    double[] Scales,
    WhitenedComponents Encoder)
{
    /// <summary>How fits are made; raised when the same windows give other vectors, so that records of fits can be told apart.</summary>
    public const int Method = 2;
}
