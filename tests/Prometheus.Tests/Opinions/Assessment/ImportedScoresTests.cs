using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Assessment;
using Prometheus.States.Prices;
using Prometheus.States.Stability;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.Opinions.Assessment;

public class ImportedScoresTests
{
    private static readonly Market Market = EngineWorld.Random(20, 200);

    [Fact]
    public void A_score_is_used_from_the_day_it_is_known_until_it_is_too_old()
    {
        var row = new ImportedScore(EngineWorld.NameOf(2), Market.Sessions[50], Market.Sessions[53], 7);
        var panel = new ImportedScores("mine", 10, [row]).InForce(Market);
        for (var t = 0; t < 200; t++)
            Assert.Equal(t is >= 53 and <= 60, panel[t, 2] == 7);
        Assert.Equal(Enumerable.Range(53, 3), Sessions(new ImportedScores("mine", 10, [row]).InForce(Market, maximumAgeSessions: 5), 2));
    }

    [Fact]
    public void A_date_between_sessions_counts_from_the_next_one()
    {
        var saturday = new DateOnly(2010, 3, 6);
        var panel = new ImportedScores("mine", 1, [new ImportedScore(EngineWorld.NameOf(0), saturday, saturday, 1)]).InForce(Market);
        Assert.Equal(new DateOnly(2010, 3, 8), Market.Sessions[Sessions(panel, 0)[0]]);
    }

    [Fact]
    public void A_newer_score_replaces_an_older_one_and_a_revision_its_first_form()
    {
        var id = EngineWorld.NameOf(1);
        ImportedScore[] rows =
        [
            new(id, Market.Sessions[60], Market.Sessions[60], 2),
            new(id, Market.Sessions[50], Market.Sessions[50], 1),
            new(id, Market.Sessions[50], Market.Sessions[62], 9), // revises what the newer score has replaced already
            new(id, Market.Sessions[60], Market.Sessions[65], 3),
        ];
        var panel = new ImportedScores("mine", 21, rows).InForce(Market);
        Assert.Equal([1, 2, 2, 3], new[] { 55, 60, 63, 65 }.Select(t => panel[t, 1]));
    }

    [Fact]
    public void Knowing_less_changes_nothing_before()
    {
        var scores = new ImportedScores("mine", 21, Random());
        var whole = scores.InForce(Market);
        foreach (var t in new[] { 70, 120, 198 })
            Assert.True(LookAhead.SameRows(whole, scores.Until(Market.Sessions[t]).InForce(Market), t));
    }

    [Fact]
    public void The_digest_follows_from_the_scores_not_their_order()
    {
        var rows = Random();
        Assert.Equal(new ImportedScores("mine", 21, rows).Digest, new ImportedScores("mine", 21, rows.Reverse()).Digest);
        Assert.NotEqual(new ImportedScores("mine", 21, rows).Digest, new ImportedScores("mine", 21, rows[1..]).Digest);
        Assert.Throws<DataError>(() => new ImportedScores("mine", 21, [.. rows, rows[0]]));
        Assert.Throws<DataError>(() => new ImportedScores("mine", 21, [rows[0] with { Score = double.NaN }]));
    }

    [Fact]
    public void An_assessment_ranks_them_within_sector_and_scales_them_as_its_own()
    {
        var scores = new ImportedScores("mine", 21, Enumerable.Range(0, 20).Select(i => new ImportedScore(EngineWorld.NameOf(i), Market.Sessions[180], Market.Sessions[180], i * i)));
        var state = Assess(scores);
        Assert.Equal("mine", state.ModelId);
        Assert.True(double.IsNaN(state.Z[179, 0]));
        var codes = Market.Sectors.Codes.Row(185);
        for (var sector = 0; sector < 3; sector++)
        {
            var names = Enumerable.Range(0, 20).Where(i => Market.Sectors.Codes[185, i] == sector).ToArray();
            for (var k = 0; k < names.Length; k++)
            {
                if (double.IsNaN(state.IdiosyncraticVolatility[185, names[k]]))
                    continue;
                Assert.Equal(NormalDistribution.InverseCdf((k + 0.5) / names.Length), state.Z[185, names[k]], 1e-12);
                Assert.Equal(
                    0.03 * Math.Sqrt(21) * state.IdiosyncraticVolatility[185, names[k]] * state.Z[185, names[k]], state.ExpectedReturn[185, names[k]], 1e-12);
            }
        }

        Assert.Equal(20, codes.Length);
    }

    [Fact]
    public void Scores_of_another_horizon_are_refused()
        => Assert.Throws<ModelError>(() => Assess(new ImportedScores("mine", 5, [])));

    private static AssessmentState Assess(ImportedScores scores) => ImportedAssessment.Compute(
        Market, PriceFeatures.Compute(Market, 1), StabilityEngine.Compute(Market, StabilityOptions.Default, 1), scores, AssessmentOptions.Default);

    private static ImportedScore[] Random()
    {
        var stream = new RandomStream("test", "imported scores");
        return Enumerable.Range(0, 200).Select(k =>
        {
            var (name, day, lag) = (stream.NextInt(20), stream.NextInt(180), stream.NextInt(6));
            return new ImportedScore(EngineWorld.NameOf(name), Market.Sessions[day], Market.Sessions[day + lag], stream.NextNormal());
        }).DistinctBy(r => (r.InstrumentId, r.AsOf, r.KnownOn)).ToArray();
    }

    private static int[] Sessions(Panel panel, int column) => Enumerable.Range(0, panel.Sessions).Where(t => !double.IsNaN(panel[t, column])).ToArray();
}
