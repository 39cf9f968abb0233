using Prometheus.Databases;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Jobs;
using Prometheus.Stores.Runs;
using Prometheus.Workflows.Meta;
using Xunit;

namespace Prometheus.IntegrationTests.Meta;

/// <summary>The first promise over choices: what was decided at a close stays the same when everything later is deleted or different.</summary>
public sealed class MetaLookAheadTests
{
    private const string Strategy = "US_CORE_LONG_EQ";

    private static readonly DateOnly Close = new(2014, 3, 26);

    [Fact]
    public void A_decision_and_what_stood_behind_it_do_not_change_with_the_future()
    {
        var full = Decisions((_, _) => { });

        Assert.Equal(4, full.Count(d => d.EngineName is "META_ORCHESTRATOR" or "BACKTEST_SLEEVE_RUNNER"));
        Assert.Equal(1395, full.Length - 4); // six engines a decision of two runs, five of the one without the risk service
        Assert.Equal(full, Decisions(StoreEdits.CutAfter));
        Assert.Equal(full, Decisions((databases, t) => StoreEdits.ScrambleAfter(databases, t, seed: 5)));
    }

    /// <summary>A later campaign of the same strategy runs first, so that its states and runs are there to be read.</summary>
    [Fact]
    public void A_decision_does_not_read_what_a_later_campaign_left()
    {
        using var store = SyntheticStore.Copy();
        store.Run(SyntheticStore.Campaign);
        var later = store.Databases.Runtime.Query<string>("SELECT decision_id FROM engine_decisions");

        Choose(store.Databases);

        var made = Read(store.Databases).Where(d => !later.Contains(d.DecisionId));
        Assert.Equal(Decisions((_, _) => { }), made);
    }

    private static DecisionRow[] Decisions(Action<DatabasePair, DateOnly> edit)
    {
        using var store = SyntheticStore.Copy();
        edit(store.Databases, Close);
        Choose(store.Databases);
        return Read(store.Databases);
    }

    private static void Choose(DatabasePair databases) => RunCampaignAndMeta.Execute(
        databases, SyntheticStore.Campaign with { End = Close }, Strategy, topK: 2, workers: 2, new JobRunner(TimeProvider.System));

    private static DecisionRow[] Read(DatabasePair databases) => [.. databases.Runtime.Query<DecisionRow>(
        "SELECT decision_id, engine_name, run_id, strategy_id, market_id, as_of_date, config_id, input_refs, output_refs, metadata FROM engine_decisions ORDER BY decision_id")];
}
