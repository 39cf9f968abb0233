using System.Globalization;
using Prometheus.Embeddings.Joint;
using Prometheus.IntegrationTests.Cli;
using Prometheus.Stores.Embeddings;
using Prometheus.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Prometheus.IntegrationTests.Joint;

/// <summary>
/// Joint value on rows that backfills wrote: between two rows of a space the text block moves the cosine by at least half its weight. What each branch
/// adds is printed for <c>docs/validation.md</c>.
/// </summary>
public sealed class JointValueTests(ITestOutputHelper output)
{
    private const double Bound = 0.5;

    [Fact]
    public void Texts_move_the_cosine_by_their_weight_in_a_synthetic_market()
    {
        using var home = JointWorlds.Synthetic();
        AssertTexts(ValuesOf(home, JointSpaces.Profile));
        AssertTexts(ValuesOf(home, JointSpaces.AssessmentContext));

        AssertTexts(ValuesOf(home, JointSpaces.RegimeMacro));

        // Its news are one or two a session, about companies drawn at random: no two sessions' are much alike, and the bound does not hold. Still they choose the neighbours.
        Assert.All(ValuesOf(home, JointSpaces.RegimeContext), v => Assert.InRange(v.KeptNeighbours, 0, 0.75));
    }

    [SharedDataFact]
    public void Texts_move_the_cosine_by_their_weight_in_a_real_market()
    {
        using var home = JointWorlds.Real();
        AssertTexts(ValuesOf(home, JointSpaces.Profile));
        AssertTexts(ValuesOf(home, JointSpaces.AssessmentContext));
        AssertTexts(ValuesOf(home, JointSpaces.RegimeContext));
    }

    private static void AssertTexts(IReadOnlyList<BranchValue> values)
    {
        var text = values.Single(v => v.Branch is JointSpaces.Text or JointSpaces.News or JointSpaces.Macro);
        Assert.True(text.Share >= Bound * text.Weight, text.ToString());
    }

    private IReadOnlyList<BranchValue> ValuesOf(ProductHome home, JointSpace space)
    {
        var stored = JointEmbeddingStore.Read(home.Databases.Historical, space.JointType, space.ModelId, new DateOnly(2014, 1, 1), new DateOnly(2015, 12, 31));
        var whole = stored.Where(v => v.BranchMask == (1L << space.Branches.Count) - 1).ToArray();

        // A name is compared with the others of its session, a day of a region with other days.
        var isOfNames = space.JointType is "PROFILE_CORE_V0" or "ASSESSMENT_CTX_V0";
        var values = BranchValue.Of(space, whole, (one, other) => !isOfNames || one.AsOf == other.AsOf);
        Assert.Equal(1, values.Sum(v => v.Share), 1e-9);
        foreach (var value in values)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {space.JointType} | {whole.Length:N0} of {stored.Count:N0} | {value.Branch} | {value.Weight:F2} | {value.Spread:F2} | {value.Share:F3} | {value.Share / value.Weight:F2} ")
                + string.Create(CultureInfo.InvariantCulture, $"| {value.RankCorrelation:F2} | {value.KeptNeighbours:P0} |"));
        }

        return values;
    }
}
