using Prometheus.Databases;
using Xunit;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>What a campaign leaves in <c>engine_decisions</c> and <c>decision_outcomes</c>: a row a decision date and engine, outcomes in sessions.</summary>
public sealed class DecisionLogTests
{
    private static readonly Lazy<StoreCopy> Campaign = new(() =>
    {
        var store = SyntheticStore.Copy();
        store.Run(SyntheticStore.Campaign);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => store.Dispose();
        return store;
    });

    /// <summary>The runtime database a campaign of three sleeves left; to be read only.</summary>
    internal static Database Runtime => Campaign.Value.Databases.Runtime;

    [Fact]
    public void The_outcome_of_a_run_counts_its_sessions_after_the_first()
    {
        var horizons = Runtime.Query<(long, long)>(
            """
            SELECT o.horizon_days, (SELECT COUNT(*) - 1 FROM backtest_daily_equity e WHERE e.run_id = d.run_id)
            FROM decision_outcomes o JOIN engine_decisions d ON d.decision_id = o.decision_id
            """);
        Assert.Equal(3, horizons.Count);
        Assert.All(horizons, h => Assert.Equal(h.Item2, h.Item1));
    }

    [Fact]
    public void Every_engine_has_a_row_on_every_decision_date()
    {
        // A universe dates every decision, one to hold as well.
        var missing = Runtime.Query<string>(
            """
            SELECT DISTINCT m.context || ' ' || m.as_of_date || ' ' || e.engine_name
            FROM universe_members m JOIN (SELECT DISTINCT run_id, engine_name FROM engine_decisions WHERE engine_name <> 'BACKTEST_SLEEVE_RUNNER') e ON e.run_id = m.context
            EXCEPT SELECT run_id || ' ' || as_of_date || ' ' || engine_name FROM engine_decisions
            """);
        Assert.Empty(missing);
        Assert.True(Runtime.Scalar<long>("SELECT COUNT(*) FROM engine_decisions WHERE engine_name = 'UNIVERSE'") > 300);
    }
}
