using Prometheus.Core.Options;

namespace Prometheus.Embeddings.Joint;

/// <summary>One branch of a joint space.</summary>
/// <param name="Name">Of the branch, unique in its space.</param>
/// <param name="ModelId">Whose vectors it takes.</param>
/// <param name="Weight">Share of the cosine when all branches are present; weights of a space need not add to 1.</param>
/// <param name="Dim">Numbers of its block.</param>
public sealed record SpaceBranch(string Name, string ModelId, [property: Range(0, 1e6)] double Weight, [property: Range(1, 1e6)] int Dim);
