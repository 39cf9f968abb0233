using Prometheus.Embeddings.Joint;
using Prometheus.Encoders.Joint;
using Xunit;

namespace Prometheus.Tests.Embeddings.Joint;

public sealed class JointSimilarityTests
{
    private static readonly BranchConcatenation Space = new([new("a", 1, 2), new("b", 1, 2)]);
    private static readonly DateOnly Day = new(2020, 1, 6);

    [Fact]
    public void By_hand_the_nearest_comes_first_and_ties_go_by_key()
    {
        var query = Of("Q", [1, 0], [1, 0]);
        JointVector[] candidates = [Of("D", [0, 1], [1, 0]), Of("C", [1, 0], [0, 1]), Of("A", [1, 0], [1, 0]), Of("B", [-1, 0], [1, 1])];
        var near = JointSimilarity.Nearest(Space, query, candidates, -1, 10);
        Assert.Equal(["A", "C", "D", "B"], near.Select(n => n.Vector.EntityKey));
        Assert.Equal([1, 0.5, 0.5, (-1 + Math.Sqrt(0.5)) / 2], near.Select(n => n.Comparison.Cosine), (x, y) => Math.Abs(x - y) < 1e-7);
        Assert.Equal([1, 0.75, 0.75, 0.25], near.Select(n => n.Percentile));
        Assert.Equal(["A", "C", "D", "B"], JointSimilarity.Nearest(Space, query, candidates.Reverse(), -1, 10).Select(n => n.Vector.EntityKey));
    }

    [Fact]
    public void Only_the_branches_that_count_are_compared()
    {
        var query = Of("Q", [1, 0], [1, 0]);
        JointVector[] candidates = [Of("A", [0, 1], [1, 0]), Of("B", [1, 0], [-1, 0]), Of("C", null, [1, 0])];
        Assert.Equal(["B", "A"], JointSimilarity.Nearest(Space, query, candidates, 0b01, 10).Select(n => n.Vector.EntityKey));
        Assert.Equal(["C"], JointSimilarity.Nearest(Space, query, candidates, -1, 1).Select(n => n.Vector.EntityKey));
    }

    private static JointVector Of(string key, float[]? a, float[]? b)
    {
        var joined = Space.Join([a, b])!;
        return new JointVector(key, Day, joined.Vector, joined.Mask, joined.Coverage, "{}");
    }
}
