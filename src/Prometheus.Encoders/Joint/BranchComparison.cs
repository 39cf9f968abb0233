namespace Prometheus.Encoders.Joint;

/// <summary>How two concatenated vectors compare.</summary>
/// <param name="Cosine">Σ w_b·cos_b over the branches both have, weights renormalised; NaN where they share none.</param>
/// <param name="Distance">Euclidean, between the shared parts at unit length; NaN where they share none.</param>
/// <param name="Branches">The cosine of each branch; NaN where one of the two lacks it.</param>
/// <param name="Coverage">Weight of the shared branches, 0 … 1.</param>
public sealed record BranchComparison(double Cosine, double Distance, double[] Branches, double Coverage);
