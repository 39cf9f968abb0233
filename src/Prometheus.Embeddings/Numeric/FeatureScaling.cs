namespace Prometheus.Embeddings.Numeric;

/// <summary>How a fit scales the features that vary in its training slice.</summary>
/// <param name="Names">In the order of the inputs.</param>
/// <param name="Centres">Median of each.</param>
/// <param name="Scales">1.4826 × median absolute deviation of each; never 0.</param>
internal sealed record FeatureScaling(IReadOnlyList<string> Names, double[] Centres, double[] Scales);
