using Prometheus.Encoders.Joint;

namespace Prometheus.Embeddings.Joint;

/// <summary>A vector near a query.</summary>
/// <param name="Vector">Whose it is.</param>
/// <param name="Comparison">How near, by branch.</param>
/// <param name="Percentile">Share of the candidates that are not nearer than this one, 0 … 1.</param>
public sealed record JointNeighbour(JointVector Vector, BranchComparison Comparison, double Percentile);
