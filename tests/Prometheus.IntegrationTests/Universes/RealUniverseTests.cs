using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Jobs;
using Prometheus.Opinions.Universes;
using Prometheus.Testing;
using Prometheus.Workflows.Assessment;
using Prometheus.Workflows.Fragility;
using Prometheus.Workflows.Universes;
using Xunit;

namespace Prometheus.IntegrationTests.Universes;

/// <summary>Universe, fragility and the judgement of the scores behind them on real bars of two vendors.</summary>
public sealed class RealUniverseTests(RealStore real) : IClassFixture<RealStore>
{
    private static readonly DateOnly Start = new(2014, 1, 2);
    private static readonly DateOnly End = new(2014, 12, 31);

    [SharedDataFact]
    public void Real_bars_are_selected_scored_and_judged()
    {
        using var store = real.Copy();
        var job = new JobOptions { Workers = 2 };
        var universe = new UniverseBackfillOptions { Start = Start, End = End, Universe = UniverseOptions.Default with { MaximumSize = 30 } };
        var outcome = BackfillUniverse.Execute(store.Databases, universe, new JobContext(job, new JobRunner(TimeProvider.System)));
        Assert.Equal(252, outcome.Sessions);
        Assert.Equal(30, store.Databases.Runtime.Scalar<long>("SELECT COUNT(*) FROM universe_members WHERE as_of_date = '2014-06-02' AND included"));

        ScoreFragility.Execute(store.Databases, new FragilityScoreOptions { MarketId = "US_EQ", Start = Start, End = End }, new JobContext(job, new JobRunner(TimeProvider.System)));
        Assert.True(store.Databases.Runtime.Scalar<long>("SELECT COUNT(*) FROM fragility_measures WHERE as_of_date = '2014-06-02'") > 80);

        var report = ReportScores.Execute(
            store.Databases, new ScoreReportOptions { MarketId = "US_EQ", Start = Start, End = End, StrategyId = "US_CORE_LONG_EQ" });
        Assert.Equal(252 - 21, report.Evaluation.Primary.Sessions);
        Assert.InRange(report.Evaluation.Primary.MeanIc, -0.2, 0.2);
        Assert.InRange(report.Evaluation.Coverage, 0.8, 1);
    }
}
