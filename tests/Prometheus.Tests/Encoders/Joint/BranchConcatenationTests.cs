using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Errors;
using Prometheus.Core.Numerics;
using Prometheus.Encoders.Joint;
using Xunit;

namespace Prometheus.Tests.Encoders.Joint;

public sealed class BranchConcatenationTests
{
    private static readonly BranchConcatenation Space = new([new("a", 1, 4), new("b", 2, 3), new("c", 1, 5)]);

    [Fact]
    public void With_all_branches_the_cosine_is_the_weighted_sum_of_the_branch_cosines()
        => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var (x, y) = (Vectors(seed, "x"), Vectors(seed, "y"));
            var (left, right) = (Space.Join(x)!, Space.Join(y)!);
            var compared = Space.Compare(left.Vector, left.Mask, right.Vector, right.Mask);
            double[] weights = [0.25, 0.5, 0.25];
            var expected = Enumerable.Range(0, 3).Sum(b => weights[b] * Cosine(x[b]!, y[b]!));
            Assert.Equal(expected, compared.Cosine, 1e-6);
            Assert.Equal(Cosine(left.Vector, right.Vector), compared.Cosine, 1e-6);
            Assert.Equal(Math.Sqrt(2 - (2 * compared.Cosine)), compared.Distance, 1e-5);
            Assert.Equal(1, compared.Coverage, 1e-12);
            for (var b = 0; b < 3; b++)
                Assert.Equal(Cosine(x[b]!, y[b]!), compared.Branches[b], 1e-6);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Branches_that_one_of_two_lacks_do_not_count_and_weights_are_renormalised()
    {
        var (x, y) = (Vectors(1, "x"), Vectors(2, "y"));
        var left = Space.Join([x[0], x[1], null])!;
        var right = Space.Join([null, y[1], y[2]])!;
        Assert.Equal((0b011L, 0.75), (left.Mask, left.Coverage));
        Assert.Equal((0b110L, 0.75), (right.Mask, right.Coverage));
        var compared = Space.Compare(left.Vector, left.Mask, right.Vector, right.Mask);
        Assert.Equal(Cosine(x[1]!, y[1]!), compared.Cosine, 1e-6);
        Assert.Equal(0.5, compared.Coverage);
        Assert.True(double.IsNaN(compared.Branches[0]) && double.IsNaN(compared.Branches[2]));

        var apart = Space.Join([null, null, y[2]])!;
        var nothing = Space.Compare(left.Vector, left.Mask, apart.Vector, apart.Mask);
        Assert.True(double.IsNaN(nothing.Cosine) && double.IsNaN(nothing.Distance));
        Assert.Equal(0, nothing.Coverage);
    }

    [Fact]
    public void A_vector_is_as_near_to_itself_as_can_be_whatever_it_lacks()
    {
        var x = Space.Join([Vectors(3, "x")[0], null, Vectors(3, "x")[2]])!;
        var compared = Space.Compare(x.Vector, x.Mask, x.Vector, x.Mask);
        Assert.Equal(1, compared.Cosine, 1e-9);
        Assert.Equal(0, compared.Distance);
        Assert.Equal(0.5, compared.Coverage);
    }

    [Fact]
    public void The_order_of_branches_changes_no_similarity()
    {
        var turned = new BranchConcatenation([new("c", 1, 5), new("a", 1, 4), new("b", 2, 3)]);
        for (var seed = 0; seed < 50; seed++)
        {
            var (x, y) = (Vectors(seed, "x"), Vectors(seed, "y"));
            var (left, right) = (Space.Join(x)!, Space.Join(y)!);
            var (other, another) = (turned.Join([x[2], x[0], x[1]])!, turned.Join([y[2], y[0], y[1]])!);
            var compared = Space.Compare(left.Vector, left.Mask, right.Vector, right.Mask);
            var again = turned.Compare(other.Vector, other.Mask, another.Vector, another.Mask);
            Assert.Equal(compared.Cosine, again.Cosine, 1e-12);
            Assert.Equal(compared.Distance, again.Distance, 1e-12);
        }
    }

    [Fact]
    public void A_scaled_or_shorter_vector_says_the_same_and_a_zero_vector_is_absent()
    {
        var x = Vectors(5, "x");
        var scaled = Space.Join([Array.ConvertAll(x[0]!, v => 4 * v), x[1], x[2]])!;
        Assert.Equal(Space.Join(x)!.Vector, scaled.Vector);
        Assert.Equal(Space.Join([[1, 2, 0, 0], null, null])!.Vector, Space.Join([[1, 2], null, null])!.Vector);
        Assert.Null(Space.Join([new float[4], null, null]));
    }

    [Fact]
    public void A_branch_of_weight_zero_leaves_no_mark()
    {
        var space = new BranchConcatenation([new("a", 0, 4), new("b", 3, 3)]);
        var x = Vectors(5, "x");
        var joined = space.Join([x[0], x[1]])!;
        Assert.Equal((0b10L, 1.0), (joined.Mask, joined.Coverage));
        Assert.All(space.Block(joined.Vector, 0).ToArray(), v => Assert.Equal(0, v));
    }

    [Fact]
    public void What_cannot_be_joined_is_named()
    {
        Assert.Contains("branch a is 4 numbers wide", Assert.Throws<DataError>(() => Space.Join([new float[5], null, null])).Message, StringComparison.Ordinal);
        Assert.Throws<DataError>(() => Space.Join([[float.NaN, 1], null, null]));
        Assert.Throws<UserError>(() => new BranchConcatenation([new("a", 0, 4)]));
        Assert.Throws<UserError>(() => new BranchConcatenation([new("a", -1, 4), new("b", 2, 4)]));
    }

    private static float[]?[] Vectors(int seed, string name)
        => [.. Space.Branches.Select(b => Vector(new RandomStream("joint", name, b.Name, $"{seed}"), b.Dimensions))];

    private static float[] Vector(RandomStream stream, int width) => [.. Enumerable.Range(0, width).Select(_ => (float)stream.NextNormal())];

    private static double Cosine(float[] x, float[] y)
        => x.Zip(y, (a, b) => (double)a * b).Sum() / Math.Sqrt(x.Sum(a => (double)a * a) * y.Sum(b => (double)b * b));
}
