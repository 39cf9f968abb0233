using System.Globalization;
using Prometheus.IntegrationTests.Cli;
using Xunit;

namespace Prometheus.IntegrationTests.StabScenarios;

/// <summary>The workflow of seed 004 from the command line, on a small synthetic market.</summary>
public sealed class StabCommandTests
{
    private const string Header = "cosine,euclidean,scenario_set_id,scenario_id,scenario_as_of,portfolio_id,portfolio_ctx_norm,num_instruments_used";

    private static readonly string[] Exposure =
        ["script", "show_portfolio_stab_scenario_exposure", "--portfolio-id", "US_CORE_LONG_EQ_H21_PORTFOLIO", "--as-of", "2014-01-31", "--scenario-set-id", "CRASH", "--stab-model-id", "joint-stab-fragility-v1", "--top-k", "20"];

    [Fact]
    public void The_workflow_runs_in_the_seeds_words_and_a_second_time_writes_nothing()
    {
        using var home = CampaignHome.Copy();
        home.Run("scenario", "generate", "--name", "CRASH", "--category", "STRESSED", "--num-paths", "25", "--markets", "US_EQ", "--base-date-end", "2013-12-31").Expect(0);
        home.Run("script", "backfill_numeric_embeddings_comprehensive", "--start-date", "2014-01-27", "--end-date", "2014-01-31", "--market", "US_EQ").Expect(0);
        string[][] commands =
        [
            ["script", "backfill_joint_stab_fragility_states", "--as-of", "2014-01-31", "--market-id", "US_EQ", "--stab-model-id", "num-stab-core-v1", "--joint-model-id", "joint-stab-fragility-v1"],
            ["script", "backfill_numeric_scenario_embeddings", "--scenario-set-id", "CRASH"],
            ["script", "backfill_joint_stab_fragility_scenarios", "--scenario-set-id", "CRASH", "--scenario-model-id", "num-scenario-core-v1", "--joint-model-id", "joint-stab-fragility-v1"],
            ["script", "backfill_portfolio_stab_scenario_metrics", "--portfolio-id", "US_CORE_LONG_EQ_H21_PORTFOLIO", "--scenario-set-id", "CRASH", "--stab-model-id", "joint-stab-fragility-v1", "--start", "2014-01-01", "--end", "2014-12-31"],
            ["script", "backfill_backtest_stab_scenario_metrics", "--strategy-id", "US_CORE_LONG_EQ"],
        ];
        foreach (var command in commands)
            home.Run(command).Expect(0);
        var digest = home.Digest();

        var shown = home.Run(Exposure).Expect(0);

        Assert.Equal(Header, shown.Lines[0]);
        Assert.Equal(20, shown.Lines.Length - 1);
        var cosines = shown.Lines.Skip(1).Select(l => double.Parse(l.Split(',')[0], CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(cosines.OrderDescending(), cosines);
        Assert.All(cosines, c => Assert.InRange(c, -1, 1));
        Assert.Contains("book of", shown.Error, StringComparison.Ordinal);
        var all = home.Run(["portfolio", "stab-exposure", .. Exposure[2..], "--columns", "all", "--format", "csv"]).Expect(0);
        Assert.StartsWith(Header + ",context,book_as_of,scenario_pnl,", all.Lines[0], StringComparison.Ordinal);
        var risks = home.Run("risk", "show", "--portfolio-id", "US_CORE_LONG_EQ_H21_PORTFOLIO", "--as-of", "2014-12-31", "--format", "csv").Expect(0);
        Assert.Contains(risks.Lines, l => l.EndsWith(",metric,stab_scenario_set_id,CRASH", StringComparison.Ordinal));
        Assert.Equal(2, home.Run("meta", "select", "--strategy-id", "US_CORE_LONG_EQ", "--rule", "stab_exposed", "--no-save", "--format", "csv").Expect(0).Lines.Length);

        foreach (var command in commands)
            home.Run(command).Expect(0);
        Assert.Equal(digest, home.Digest());
        home.Run([.. commands[2], "--force"]).Expect(0);
        Assert.Equal(digest, home.Digest());
    }

    [Fact]
    public void What_is_missing_is_named_with_the_command_that_brings_it()
    {
        using var home = CampaignHome.Copy();
        home.Run("scenario", "generate", "--name", "CRASH", "--num-paths", "4", "--markets", "US_EQ", "--base-date-end", "2013-12-31").Expect(0);

        Refused(3, "'prometheus embed numeric", "embed", "stab-states", "--as-of", "2014-01-31");
        Refused(3, "'prometheus embed scenario", "embed", "stab-scenarios", "--scenario-set-id", "CRASH");
        Refused(3, "'prometheus embed stab-scenarios", Exposure);
        Refused(3, "'prometheus portfolio stab-metrics'", "backtest", "stab-metrics");
        Refused(3, "never compared with scenarios", "meta", "select", "--strategy-id", "US_CORE_LONG_EQ", "--rule", "stab_robust");
        Refused(3, "there is no scenario set 'NONE'", "embed", "scenario", "--scenario-set-id", "NONE");
        Refused(2, "reads returns only", "embed", "scenario", "--scenario-set-id", "CRASH", "--model-id", "num-profile-core-v1");
        Refused(2, "either --as-of, or --start and --end", "embed", "stab-states", "--as-of", "2014-01-31", "--start", "2014-01-02");
        home.Run("embed", "scenario", "--scenario-set-id", "CRASH", "--limit", "3").Expect(0);
        Assert.Equal("3", home.Run("sql", "--historical", "select count(*) from numeric_window_embeddings where entity_type = 'SCENARIO'", "--format", "csv").Expect(0).Lines[1]);

        void Refused(int exitCode, string sentence, params string[] command)
            => Assert.Contains(sentence, home.Run(command).Expect(exitCode).Error, StringComparison.Ordinal);
    }
}
