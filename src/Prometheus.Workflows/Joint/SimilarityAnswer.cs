using Prometheus.Embeddings.Joint;

namespace Prometheus.Workflows.Joint;

/// <summary>The neighbours of a stored vector.</summary>
/// <param name="Space">With its branches.</param>
/// <param name="Query">The vector that was asked about.</param>
/// <param name="Neighbours">Nearest first.</param>
/// <param name="Candidates">How many were compared.</param>
public sealed record SimilarityAnswer(JointSpace Space, JointVector Query, IReadOnlyList<JointNeighbour> Neighbours, int Candidates);
