using Prometheus.Embeddings.Texts;
using Xunit;

namespace Prometheus.Tests.Embeddings.Texts;

public sealed class IssuerDayEngineTests
{
    private static readonly DateTimeOffset Noon = new(2020, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Articles_are_weighted_by_a_half_life_of_four_hours()
    {
        var day = IssuerDayEngine.Join([new("b", Noon, "1", [1, 0]), new("a", Noon.AddHours(-4), "2", [0, 1])])!;
        Assert.Equal(2, day.Documents);
        Assert.Equal(["a", "b"], day.Members);
        Assert.Equal(2 / Math.Sqrt(5), day.Vector[0], 1e-6);
        Assert.Equal(1 / Math.Sqrt(5), day.Vector[1], 1e-6);
        Assert.Equal(1 - (3 / (2 * Math.Sqrt(5))), day.Dispersion, 1e-6);
    }

    [Fact]
    public void Near_duplicates_count_once()
    {
        var near = new[] { 0.99f, MathF.Sqrt(1 - (0.99f * 0.99f)) };
        var day = IssuerDayEngine.Join([new("a", Noon, "1", [1, 0]), new("b", Noon.AddHours(1), "2", near), new("c", Noon, "1", [1, 0]), new("d", Noon, "3", [0, 1])])!;
        Assert.Equal(["a", "d"], day.Members);
        Assert.Null(IssuerDayEngine.Join([]));
        Assert.Null(IssuerDayEngine.Join([new("a", Noon, "1", [1, 0]), new("b", Noon, "2", [-1, 0])]));
    }

    [Fact]
    public void Novelty_is_one_less_the_nearest_earlier_day()
    {
        Assert.True(double.IsNaN(IssuerDayEngine.Novelty([1, 0], [])));
        Assert.Equal(1, IssuerDayEngine.Novelty([1, 0], [[0, 1]]), 1e-12);
        Assert.Equal(0.4, IssuerDayEngine.Novelty([1, 0], [[0, 1], [0.6f, 0.8f]]), 1e-6);
    }

    [Fact]
    public void A_profile_speaks_of_what_is_known_and_of_nothing_else()
    {
        var nothing = new ProfileFacts("Acme", null, null, null, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        Assert.Equal("Acme is an issuer.", ProfileSentences.Of(nothing));
        Assert.Equal(
            "Acme is an issuer in the sector Energy, from the United States. Its price is very volatile. Revenue is shrinking.",
            ProfileSentences.Of(nothing with { Sector = "Energy", Country = "the United States", Volatility = 0.9, RevenueGrowth = -0.01 }));
    }
}
