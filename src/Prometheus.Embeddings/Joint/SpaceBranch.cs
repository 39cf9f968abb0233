namespace Prometheus.Embeddings.Joint;

/// <summary>One branch of a joint space.</summary>
/// <param name="Name">Of the branch, unique in its space.</param>
/// <param name="ModelId">Whose vectors it takes.</param>
/// <param name="Weight">Share of the cosine when all branches are present; weights of a space need not add to 1.</param>
/// <param name="Dim">Numbers of its block.</param>
public sealed record SpaceBranch(string Name, string ModelId, double Weight, int Dim);
