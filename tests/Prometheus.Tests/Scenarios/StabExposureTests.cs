using Prometheus.Embeddings.Joint;
using Prometheus.Scenarios;
using Xunit;

namespace Prometheus.Tests.Scenarios;

public sealed class StabExposureTests
{
    private static readonly DateOnly Day = new(2024, 5, 3);

    /// <summary>Sheet B §9.3: cosines .9, .8, .7 and .1.</summary>
    [Fact]
    public void The_closest_scenario_has_the_largest_cosine_and_the_top_three_are_averaged()
    {
        var exposure = StabExposure.Of(Book(1, 0), [At("d", 0.1), At("b", 0.8), At("a", 0.9), At("c", 0.7)]);
        Assert.Equal(["a", "b", "c", "d"], exposure.Scenarios.Select(s => s.ScenarioId));
        Assert.Equal(0.9, exposure.Closest.Cosine, 6);
        Assert.Equal(0.8, exposure.Top3CosineMean, 6);
        Assert.Equal(Math.Sqrt(2 - (2 * 0.9)), exposure.Closest.Distance, 6);
        Assert.Equal(1, exposure.ContextNorm);
    }

    [Fact]
    public void Equal_cosines_are_told_apart_by_distance_and_equal_distances_by_id()
    {
        var exposure = StabExposure.Of(Book(1, 0), [Scenario("2", 3, 0), Scenario("10", 1, 0), Scenario("1", 1, 0), Scenario("zero", 0, 0)]);
        Assert.Equal(["1", "10", "2", "zero"], exposure.Scenarios.Select(s => s.ScenarioId));
        Assert.Equal(0, exposure.Scenarios[^1].Cosine);
        Assert.Equal(1, exposure.Top3CosineMean);
    }

    [Fact]
    public void A_book_is_the_weighted_sum_of_its_names_over_their_gross_weight()
    {
        var vectors = new Dictionary<string, float[]> { ["A"] = [1, 0], ["B"] = [0, 1] };
        var book = BookVector.Of(["A", "B", "C"], [0.6, -0.2, 0.2], id => vectors.TryGetValue(id, out var v) ? new JointVector(id, Day, v, 1, 1, "{}") : null)!;
        Assert.Equal([0.75f, -0.25f], book.Vector);
        Assert.Equal(2, book.InstrumentsUsed);
        Assert.Equal(0.8, book.Coverage, 12);
        Assert.Equal(Math.Sqrt(0.625), book.Norm, 6);
        Assert.Null(BookVector.Of(["C"], [1], _ => null));
    }

    private static BookVector Book(params float[] vector) => new(vector, 1, 1, 1, Day);

    private static EmbeddedScenario At(string id, double cosine) => Scenario(id, (float)cosine, (float)Math.Sqrt(1 - (cosine * cosine)));

    private static EmbeddedScenario Scenario(string id, params float[] vector) => new(id, Day, vector, 1);
}
