namespace Prometheus.Encoders.Joint;

/// <summary>Branches side by side.</summary>
/// <param name="Vector">√w_b times the unit vector of each branch; zero where the branch is absent.</param>
/// <param name="Mask">Bit b: branch b is present.</param>
/// <param name="Coverage">Weight of the branches that are present, 0 … 1.</param>
public sealed record JoinedVector(float[] Vector, long Mask, double Coverage);
