using Prometheus.Core.Numerics;
using Prometheus.Embeddings.Joint;
using Xunit;

namespace Prometheus.Tests.Embeddings.Joint;

public sealed class JointSpacesTests
{
    [Fact]
    public void There_are_eight_spaces_each_with_an_id_of_its_own()
    {
        Assert.Equal(8, JointSpaces.All.Count);
        Assert.Equal(8, JointSpaces.All.Select(s => s.ModelId).Distinct().Count());
        Assert.All(JointSpaces.All, s => Assert.Equal(JointSpaces.WidthOf(s), s.Concatenation().Dimensions));
    }

    [Fact]
    public void Other_branches_are_another_model()
    {
        var space = JointSpaces.Profile;
        Assert.Equal(space, space.With(space.ModelId, b => b));
        var heavier = space.With(space.ModelId, b => b.Name == JointSpaces.Text ? b with { Weight = 3 } : b);
        Assert.Matches("^joint-profile-core-v1@[0-9a-f]{8}$", heavier.ModelId);
        Assert.Equal("mine", space.With("mine", b => b with { Weight = 1 }).ModelId);
    }

    /// <summary>
    /// Joint value: over pairs of independent vectors the text block brings its share of the variance of the cosine. With branches of 64 and 384
    /// numbers averaged instead, the narrower would drown it.
    /// </summary>
    [Fact]
    public void The_text_block_moves_the_cosine_by_its_weight()
    {
        var space = JointSpaces.Profile;
        var concatenation = space.Concatenation();
        var stream = new RandomStream("joint value");
        // Branches whose vectors scatter alike: what differs between them is the weight.
        var rows = Enumerable.Range(0, 60).Select(_ => concatenation.Join([Vector(64), Vector(64), Vector(64)])!).ToArray();
        var (whole, without) = (new List<double>(), new List<double>());
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var compared = concatenation.Compare(rows[i].Vector, rows[i].Mask, rows[j].Vector, rows[j].Mask);
                whole.Add(compared.Cosine);
                without.Add(compared.Cosine - (0.5 * compared.Branches[2]));
            }
        }

        var share = 1 - (Variance(without) / Variance(whole));
        Assert.InRange(share, 0.5 * 0.5, 1);

        float[] Vector(int width) => [.. Enumerable.Range(0, width).Select(_ => (float)stream.NextNormal())];
    }

    private static double Variance(List<double> values)
    {
        var deviation = LaneStatistics.StandardDeviation(values.ToArray());
        return deviation * deviation;
    }
}
