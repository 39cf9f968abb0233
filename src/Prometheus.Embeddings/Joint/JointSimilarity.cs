using Prometheus.Encoders.Joint;

namespace Prometheus.Embeddings.Joint;

/// <summary>Ranks candidates by their cosine to a query: every candidate is looked at.</summary>
public static class JointSimilarity
{
    /// <summary>
    /// The nearest candidates: cosine descending, then distance ascending, then entity key, then date. A candidate that shares no branch with the
    /// query is no candidate.
    /// </summary>
    /// <param name="space">Of all vectors.</param>
    /// <param name="branches">Bits of the branches that count; −1 is all.</param>
    /// <param name="count">At most so many.</param>
    public static IReadOnlyList<JointNeighbour> Nearest(BranchConcatenation space, JointVector query, IEnumerable<JointVector> candidates, long branches, int count)
    {
        var ranked = candidates
            .Select(c => (Vector: c, Comparison: space.Compare(query.Vector, query.BranchMask & branches, c.Vector, c.BranchMask & branches)))
            .Where(c => c.Comparison.Coverage > 0)
            .OrderByDescending(c => c.Comparison.Cosine).ThenBy(c => c.Comparison.Distance)
            .ThenBy(c => c.Vector.EntityKey, StringComparer.Ordinal).ThenBy(c => c.Vector.AsOf)
            .ToArray();
        var neighbours = new List<JointNeighbour>();
        for (var k = 0; k < Math.Min(count, ranked.Length); k++)
            neighbours.Add(new JointNeighbour(ranked[k].Vector, ranked[k].Comparison, (double)NotNearer(ranked, k) / ranked.Length));
        return neighbours;
    }

    /// <summary>How many candidates have no larger cosine than the k-th, itself included.</summary>
    private static int NotNearer((JointVector Vector, BranchComparison Comparison)[] ranked, int k)
    {
        while (k > 0 && ranked[k - 1].Comparison.Cosine == ranked[k].Comparison.Cosine)
            k--;
        return ranked.Length - k;
    }
}

/// <summary>A vector near a query.</summary>
/// <param name="Vector">Whose it is.</param>
/// <param name="Comparison">How near, by branch.</param>
/// <param name="Percentile">Share of the candidates that are not nearer than this one, 0 … 1.</param>
public sealed record JointNeighbour(JointVector Vector, BranchComparison Comparison, double Percentile);
