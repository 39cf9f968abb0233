using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Jobs;
using Prometheus.Scenarios;
using Prometheus.Stores.Scenarios;
using Prometheus.Stores.States;
using Prometheus.Workflows.Fragility;
using Prometheus.Workflows.MarketLoading;
using Xunit;

namespace Prometheus.IntegrationTests.Fragility;

public sealed class ScoreFragilityTests
{
    private static readonly FragilityScoreOptions Half = new() { MarketId = "US_EQ", Start = new DateOnly(2014, 1, 2), End = new DateOnly(2014, 6, 30) };

    [Fact]
    public void Scores_are_saved_once_and_read_by_date_most_fragile_first()
    {
        using var store = SyntheticStore.Copy();
        Assert.Equal(1, Score(store, Half).Done);
        Assert.Equal(1, Score(store, Half).Skipped);
        var rows = FragilityStore.Read(store.Databases.Runtime, "US_EQ", new DateOnly(2014, 3, 3), null);
        Assert.True(rows.Count > 40);
        Assert.Equal(rows.OrderByDescending(r => r.FragilityScore).Select(r => r.EntityId), rows.Select(r => r.EntityId));
        Assert.All(rows, r => Assert.Equal(("basic-fragility-v1", 0.5), (r.ModelId, r.Coverage)));
        Assert.Empty(FragilityStore.Read(store.Databases.Runtime, "US_EQ", new DateOnly(2014, 3, 2), null));
    }

    [Fact]
    public void A_scenario_set_adds_its_component_and_must_be_older_than_what_it_scores()
    {
        using var store = SyntheticStore.Copy();
        var market = MarketLoader.Load(store.Databases, new MarketLoadOptions { MarketId = "US_EQ", End = new DateOnly(2013, 12, 31), Reads = MarketReads.All });
        var set = ScenarioEngine.Generate(market, new ScenarioRequest { Name = "PAST", NumPaths = 100, Markets = ["US_EQ"] }, null);
        store.Databases.Runtime.InTransaction(unit => ScenarioStore.Save(unit, set));
        Score(store, Half with { ScenarioSetId = "PAST" });
        var rows = FragilityStore.Read(store.Databases.Runtime, "US_EQ", new DateOnly(2014, 3, 3), null);
        Assert.Contains(rows, r => r is { Coverage: 1, ScoreScenario: > 0 } && r.ScenarioSetId == set.SetId);
        Assert.All(rows, r => Assert.StartsWith("basic-fragility-v1@", r.ModelId, StringComparison.Ordinal));

        var early = Half with { Start = new DateOnly(2013, 12, 2), ScenarioSetId = "PAST" };
        Assert.Contains("2013-12-31", Assert.Throws<UserError>(() => Score(store, early)).Message, StringComparison.Ordinal);
        Assert.Throws<NothingMatchedError>(() => Score(store, Half with { ScenarioSetId = "OTHER" }));
    }

    private static JobOutcome Score(StoreCopy store, FragilityScoreOptions options)
        => ScoreFragility.Execute(store.Databases, options, new JobContext(new JobOptions { Workers = 2 }, new JobRunner(TimeProvider.System)));
}
