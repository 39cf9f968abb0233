using System.Globalization;
using System.Text;
using Prometheus.Core.Time;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.IntegrationTests.Resume;
using Prometheus.Testing.Databases;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Cli;

/// <summary>λ, regimes, comparison and robustness at the command line.</summary>
public sealed class StateAwareCampaignTests
{
    private const string Settings = "configs/universe/core_long_eq_daily.yaml";

    private static readonly string[] Classes = ["STABLE", "WATCH", "FRAGILE", "TARGETABLE", "BREAKER", "UNKNOWN"];

    [Theory, OnSqlite, OnPostgreSql]
    public void A_campaign_knows_λ_and_regimes_the_same_on_either_database(DatabaseEngine engine)
    {
        using var home = Journey.Home(engine);
        WritePredictions(home, "predictions.csv");

        var aware = home.Run(Journey.Campaign(2, "--lambda-predictions", "predictions.csv", "--lambda-weight", "10", "--regime-rules", "CRISIS=0,RISK_OFF=0.5")).Expect(0);
        var plain = home.Run(Journey.Campaign()).Expect(0);

        Assert.NotEqual(plain.Output, aware.Output);
        Assert.Equal(Reference.Value, (aware.Output, plain.Output));
        var trades = home.Run("sql", "select count(*) from backtest_trades where regime_id is not null", "--format", "csv").Expect(0);
        Assert.NotEqual("0", trades.Lines[1]);
    }

    [Fact]
    public void The_projects_settings_reach_a_campaign_unless_it_says_otherwise()
    {
        using var home = CampaignHome.Copy();
        var plain = home.Run(Journey.Campaign()).Expect(0);
        WritePredictions(home, "data/predictions.csv");
        home.Write(Settings, "core_long_eq:\n  US:\n    lambda_predictions_csv: data/predictions.csv\n    lambda_experiment_id: TEST\n    lambda_score_weight: 10.0\n");

        var aware = home.Run(Journey.Campaign()).Expect(0);
        Assert.Contains(Settings, aware.Error, StringComparison.Ordinal);
        Assert.NotEqual(plain.Output, aware.Output);
        Assert.Equal(aware.Output, home.Run(Journey.Campaign(2, "--lambda-predictions", "data/predictions.csv", "--lambda-experiment-id", "TEST", "--lambda-weight", "10")).Expect(0).Output);
        Assert.Equal(plain.Output, home.Run(Journey.Campaign(2, "--lambda-predictions", "off")).Expect(0).Output);

        var recorded = home.Run(Journey.Campaign(2, "--lambda-weight", "0")).Expect(0);
        Assert.Equal(Returns(plain), Returns(recorded));
        Assert.NotEqual(plain.Output, recorded.Output);
    }

    [Fact]
    public void A_file_names_its_predictions_and_a_stored_run_can_be_verified_with_them()
    {
        using var home = CampaignHome.Copy();
        WritePredictions(home, "predictions.csv");
        home.Write("aware.yaml", $"""
            market_id: US_EQ
            start: 2014-01-02
            end: 2014-06-30
            lambda_predictions_csv: predictions.csv
            options:
              lambda.weight: 10
              regime_rules.crisis: 0
              regime_rules.risk_off: 0.5
            sleeves:
              - {Journey.Sleeve(21)}

            """);

        var run = home.Run("campaign", "run", "aware.yaml").Expect(0);
        var printed = home.Run("campaign", "run", "aware.yaml", "--check").Expect(0).Error;
        home.Write("printed.yaml", printed);
        Assert.Equal(printed, home.Run("campaign", "run", "printed.yaml", "--check").Expect(0).Error);

        var id = run.Lines[1].Split(',')[0];
        Assert.Contains("--lambda-predictions", home.Run("backtest", "verify", id).Expect(2).Error, StringComparison.Ordinal);
        home.Run("backtest", "verify", id, "--lambda-predictions", "predictions.csv").Expect(0);
        WritePredictions(home, "predictions.csv", shift: 1);
        Assert.Contains("no longer holds", home.Run("backtest", "verify", id, "--lambda-predictions", "predictions.csv").Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prediction_used_too_early_is_one_sentence()
    {
        using var home = CampaignHome.Copy();
        WritePredictions(home, "early.csv", availableAfterDays: 1);
        var run = home.Inside(Journey.Campaign(2, "--lambda-predictions", home.PathOf("early.csv"))).Expect(2);
        Assert.Contains("became available", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Contains("--lambda-predictions", home.Inside(Journey.Campaign(2, "--lambda-weight", "3")).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("CRISIS", home.Inside(Journey.Campaign(2, "--regime-rules", "PANIC=0")).Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sleeve_ranks_by_the_users_own_scores()
    {
        using var home = CampaignHome.Copy();
        var ids = home.Inside("sql", "select instrument_id from instruments where instrument_id like '%.US' order by instrument_id", "--format", "csv").Expect(0).Lines[1..];
        var text = new StringBuilder("instrument_id,as_of_date,known_on,score\n");
        for (var date = new DateOnly(2013, 12, 2); date < new DateOnly(2014, 6, 30); date = date.AddDays(7))
        {
            for (var k = 0; k < ids.Length; k++)
                text.Append(CultureInfo.InvariantCulture, $"{ids[k]},{date:yyyy-MM-dd},{date:yyyy-MM-dd},{((date.DayNumber / 7) + (13 * k)) % 41}\n");
        }

        home.Write("scores.csv", text.ToString());
        string[] campaign = ["backtest", "campaign", "--market-id", "US_EQ", "--start", "2014-01-02", "--end", "2014-06-30", "--sleeve", Journey.Sleeve(21)];
        string[] own = [.. campaign, "--assessment-backend", "imported", "--assessment-model-id", "mine-v1"];
        Assert.Contains("assess import", home.Inside(own).Expect(2).Error, StringComparison.Ordinal);
        home.Inside("assess", "import", "--file", home.PathOf("scores.csv"), "--strategy-id", "US_CORE_LONG_EQ", "--model-id", "mine-v1").Expect(0);

        var plain = home.Inside(campaign).Expect(0);
        var run = home.Inside(own).Expect(0);
        Assert.NotEqual(Returns(plain)[1], Returns(run)[1]);
        home.Inside("backtest", "verify", run.Lines[1].Split(',')[0]).Expect(0);

        Assert.Contains("ASSESSMENT_CTX_V0", home.Inside([.. campaign, "--assessment-backend", "context"]).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("--assessment-model-id", home.Inside([.. campaign, "--assessment-backend", "imported"]).Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_are_compared_with_the_first()
    {
        using var home = CampaignHome.Copy();
        home.Inside(Journey.Campaign(2, "--disable-risk")).Expect(0);
        var ids = home.Inside("sql", "select run_id from backtest_runs where sleeve_id = 'US_CORE_LONG_EQ_H21' order by run_id", "--format", "csv").Expect(0).Lines[1..];
        Assert.Equal(2, ids.Length);

        var compared = home.Inside("backtest", "compare", ids[0], ids[1], "--format", "csv", "--html", home.PathOf("pages/compare.html")).Expect(0);
        Assert.StartsWith("part,key,", compared.Lines[0], StringComparison.Ordinal);
        Assert.Contains(compared.Lines, l => l.StartsWith("metric,cumulative_return,", StringComparison.Ordinal));
        var overlap = compared.Lines.Single(l => l.StartsWith("against the first,holdings_overlap,,", StringComparison.Ordinal)).Split(',')[^1];
        Assert.InRange(double.Parse(overlap, CultureInfo.InvariantCulture), 0.5, 1);
        Assert.Contains(compared.Lines, l => l.StartsWith("differs,risk", StringComparison.Ordinal));
        Assert.True(File.Exists(home.PathOf("pages/compare.html")));
        home.Inside("backtest", "compare", ids[0]).Expect(2);
        home.Inside("backtest", "compare", ids[0], ids[0]).Expect(2);
        home.Inside("backtest", "compare", ids[0], "zzzz").Expect(3);
    }

    [Fact]
    public void Variants_are_drawn_and_stored_only_when_asked()
    {
        using var home = CampaignHome.Copy();
        string[] command =
        [
            "campaign", "robust", "--market-id", "US_EQ", "--start", "2014-01-02", "--end", "2014-03-31", "--sleeve", Journey.Sleeve(21),
            "--start-shifts", "1", "--delays", "0", "--cost-multiples", "1,2",
        ];
        var before = home.StoredDigests();
        var grid = home.Inside([.. command, "--html", home.PathOf("robust.html")]).Expect(0);
        Assert.Equal(1 + (2 * 5 * 2), grid.Lines.Length);
        Assert.Equal(before, home.StoredDigests());
        Assert.True(File.Exists(home.PathOf("robust.html")));
        var drawn = home.Inside([.. command, "--format", "table"]).Expect(0);
        Assert.Contains("annualised_sharpe", drawn.Output, StringComparison.Ordinal);

        home.Inside([.. command, "--save", "--one-phase"]).Expect(0);
        var stored = home.Inside("sql", "select count(*) from backtest_runs where end_date = '2014-03-31'", "--format", "csv").Expect(0);
        Assert.Equal("4", stored.Lines[1]);
        home.Inside("campaign", "robust").Expect(2);
        home.Inside([.. command, "--metric", "luck"]).Expect(2);
    }

    /// <summary>SQLite with one worker.</summary>
    private static readonly Lazy<(string Aware, string Plain)> Reference = new(() =>
    {
        using var home = Journey.Home();
        WritePredictions(home, "predictions.csv");
        return (
            home.Run(Journey.Campaign(1, "--lambda-predictions", "predictions.csv", "--lambda-weight", "10", "--regime-rules", "CRISIS=0,RISK_OFF=0.5")).Expect(0).Output,
            home.Run(Journey.Campaign(1)).Expect(0).Output);
    });

    /// <summary>The results without run ids.</summary>
    private static string[] Returns(ProgramRun campaign) => [.. campaign.Lines.Select(l => l[(l.IndexOf(',', StringComparison.Ordinal) + 1)..])];

    private static void WritePredictions(ProgramHome home, string file, int shift = 0, int availableAfterDays = 0)
    {
        var sectors = home.Run("sql", "select distinct value from instrument_facts where kind = 'SECTOR' order by value", "--format", "csv").Expect(0).Lines[1..];
        var text = new StringBuilder("as_of_date,market_id,sector,soft_target_class,lambda_hat,experiment_id,available_at\n");
        foreach (var session in ExchangeCalendars.Get("XNYS").Sessions(new DateOnly(2014, 1, 2), new DateOnly(2014, 6, 30)))
        {
            foreach (var (sector, k) in sectors.Append("UNKNOWN").Distinct(StringComparer.Ordinal).Select((s, k) => (s, k)))
            {
                for (var c = 0; c < Classes.Length; c++)
                {
                    var value = ((session.Date.DayNumber + (37 * k) + (11 * c) + shift) % 97) / 97.0;
                    text.Append(CultureInfo.InvariantCulture, $"{session.Date:yyyy-MM-dd},US_EQ,{sector},{Classes[c]},{value:R},TEST,{session.Date.AddDays(availableAfterDays):yyyy-MM-dd}\n");
                }
            }
        }

        home.Write(file, text.ToString());
    }
}
