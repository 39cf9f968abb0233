using System.Globalization;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Cli;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Docs;

/// <summary>The pages of the original workflows, walked from top to bottom as a reader would: in one folder, with the real executable.</summary>
public sealed class SeedWalkTests
{
    private const string Shell = "set -euo pipefail\n";

    private static readonly (string File, string Header)[] Written =
    [
        ("data/regime_risk_US_20200101_20241231.csv", "as_of_date,region,current_regime_label,horizon_steps,p_change_any,p_to_crisis_or_risk_off,p_to_carry,regime_risk_score"),
        ("data/stab_risk_INSTRUMENT_20200101_20241231.csv", "as_of_date,entity_type,entity_id,current_soft_target_class,horizon_steps,p_worsen_any,p_improve_any,p_to_targetable_or_breaker,p_to_breaker,stability_risk_score"),
        ("data/lambda_US_EQ_20200101_20241231.csv", "as_of_date,market_id,sector,soft_target_class,num_instruments,dispersion,avg_vol_window,lambda_value"),
        ("data/lambda_US_EQ_20150101_20241231.csv", "as_of_date,market_id,sector,soft_target_class,num_instruments,dispersion,avg_vol_window,lambda_value"),
        ("data/lambda_experiments_US_EQ.csv", "experiment_id,model,train_start,train_end,test_start,test_end,top_quantile,num_pairs_train,num_pairs_test,num_days_uplift,pearson_corr,spearman_corr,avg_uplift,uplift_std_err"),
        ("campaign_risk_on.csv", "run_id,sleeve_id,strategy_id,cumulative_return,annualised_sharpe,max_drawdown"),
        ("campaign_risk_off.csv", "run_id,sleeve_id,strategy_id,cumulative_return,annualised_sharpe,max_drawdown"),
    ];

    [Fact]
    public void The_pages_run_from_top_to_bottom_and_leave_what_they_say()
    {
        using var home = Folder();

        foreach (var block in SeedPageTests.Walks[0].SelectMany(name => MarkdownPage.All().Single(p => p.Path == name).ShellBlocks))
            home.Shell(Shell + block).Expect(0);

        foreach (var (file, header) in Written)
        {
            var lines = File.ReadAllLines(home.PathOf(file));
            Assert.Equal(header, lines[0]);
            Assert.True(lines.Length > 1, $"{file} is empty");
        }

        Assert.NotEqual(File.ReadAllText(home.PathOf("campaign_risk_on.csv")), File.ReadAllText(home.PathOf("campaign_risk_off.csv")));
        Assert.True(One(home, "SELECT COUNT(DISTINCT regime_label) FROM regimes WHERE region = 'US'") >= 3);
        Assert.Equal(1, One(home, "SELECT COUNT(*) FROM scenario_sets WHERE scenario_set_id = 'US_EQ_HIST_20D_2020ON'"));
        Assert.Equal(2, One(home, "SELECT COUNT(DISTINCT universe_id) FROM universe_members WHERE universe_id IN ('CORE_EQ_US', 'CORE_EQ_US_LAMBDA')"));
        Assert.Equal(2, One(home, "SELECT COUNT(DISTINCT context) FROM portfolio_risk_reports WHERE portfolio_id = 'US_EQ_CORE_PORT'"));
        Assert.InRange(home.ChoiceIds().Length, 3, 6);
    }

    [Fact]
    public void The_pages_about_embeddings_run_from_top_to_bottom_and_leave_what_they_say()
    {
        using var home = Folder();

        foreach (var block in SeedPageTests.Walks[1].SelectMany(name => MarkdownPage.All().Single(p => p.Path == name).ShellBlocks))
            home.Shell(Shell + block).Expect(0);

        foreach (var model in new[] { "num-regime-core-v1", "num-stab-core-v1", "num-profile-core-v1", "num-scenario-core-v1", "num-portfolio-core-v1" })
            Assert.True(Historical(home, $"SELECT COUNT(*) FROM numeric_window_embeddings WHERE model_id = '{model}' AND entity_type = 'INSTRUMENT'") > 10_000, model);
        foreach (var space in new[] { "PROFILE_CORE_V0", "REGIME_CONTEXT_V0", "REGIME_MACRO_V0", "STAB_FRAGILITY_V0", "ASSESSMENT_CTX_V0", "PORTFOLIO_CORE_V0", "META_CONFIG_ENV_V0" })
            Assert.True(Historical(home, $"SELECT COUNT(*) FROM joint_embeddings WHERE joint_type = '{space}'") > 0, space);
        var metrics = home.Run("sql", "SELECT CAST(metrics_json AS TEXT) AS m FROM backtest_runs WHERE CAST(metrics_json AS TEXT) LIKE '%stab_num_days%'", "--format", "csv").Expect(0);
        Assert.Contains("stab_closest_scenario_cosine_mean", metrics.Output, StringComparison.Ordinal);
        Assert.Contains("stab_portfolio_ctx_norm_max", metrics.Output, StringComparison.Ordinal);
    }

    /// <summary>Ten dates, New Year and a weekend among them, in an order nobody would choose.</summary>
    [Fact]
    public void The_loop_over_dates_writes_what_the_range_writes()
    {
        using var loop = Folder();
        using var range = Folder();
        foreach (var home in new[] { loop, range })
            home.Run("data", "synth", "--instruments", "40", "--start", "2018-01-02", "--end", "2020-03-31", "--seed", "7").Expect(0);

        var codes = new List<int>();
        foreach (var day in new[] { 4, 9, 0, 1, 2, 8, 3, 7, 6, 5 })
        {
            var date = new DateOnly(2020, 1, 1).AddDays(day).ToString("O", CultureInfo.InvariantCulture);
            codes.Add(loop.Run("script", "run_numeric_regime", "--region", "US", "--instrument-id", "SPY.US", "--as-of", date, "--window-days", "63", "--model-id", "num-regime-core-v1").ExitCode);
        }

        range.Run("regime", "classify", "--region", "US", "--instrument-id", "SPY.US", "--start", "2020-01-01", "--end", "2020-01-10").Expect(0);

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 3, 3, 3], codes.Order());
        Assert.Equal(7, One(loop, "SELECT COUNT(*) FROM regimes"));
        Assert.Equal(range.Digest(), loop.Digest());
    }

    private static ProgramHome Folder()
    {
        var home = new ProgramHome();
        home.With(DatabaseSettings.HomeKey, "");
        home.Write("prometheus", "#!/bin/sh\nexec prometheus \"$@\"\n");
        home.Shell("chmod +x prometheus").Expect(0);
        return home;
    }

    private static long Historical(ProgramHome home, string sql) => long.Parse(home.Run("sql", "--historical", sql, "--format", "csv").Expect(0).Lines[1], CultureInfo.InvariantCulture);

    private static long One(ProgramHome home, string sql) => long.Parse(home.Run("sql", sql, "--format", "csv").Expect(0).Lines[1], CultureInfo.InvariantCulture);
}
