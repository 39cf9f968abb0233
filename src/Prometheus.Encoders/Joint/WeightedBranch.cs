using Prometheus.Core.Options;

namespace Prometheus.Encoders.Joint;

/// <summary>One block of a concatenated vector.</summary>
/// <param name="Name">For messages and columns.</param>
/// <param name="Weight">Share of the cosine when all branches are present; any scale, not negative. 0 leaves the branch out.</param>
/// <param name="Dimensions">Numbers in the block; a shorter vector is filled with zeros, which changes no cosine.</param>
public sealed record WeightedBranch(string Name, [property: Range(0, 1e6)] double Weight, [property: Range(1, 1e6)] int Dimensions);
