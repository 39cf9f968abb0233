using Prometheus.Core.Time;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Cli;
using Prometheus.Stores.Runs;
using Xunit;

namespace Prometheus.IntegrationTests.Joint;

/// <summary>Books and runs of a finished campaign in their joint spaces, and the analogs of one of its names.</summary>
public sealed class JointRunsTests
{
    private static readonly string[] Range = ["--start", "2014-01-02", "--end", "2014-06-30"];

    [Fact]
    public void Books_and_runs_of_a_campaign_find_each_other()
    {
        using var home = CampaignHome.Copy();
        home.Run(["script", "backfill_joint_portfolios", .. Range]).Expect(3);
        home.Run(["script", "backfill_numeric_portfolio_embeddings", .. Range]).Expect(0);
        home.Run(["script", "backfill_joint_portfolios", .. Range]).Expect(0);
        home.Run("script", "backfill_joint_meta_config_env", "--strategy-id", "US_CORE_LONG_EQ").Expect(0);
        var digest = home.Digest();
        home.Run(["script", "backfill_numeric_portfolio_embeddings", .. Range]).Expect(0);
        home.Run(["script", "backfill_joint_portfolios", .. Range]).Expect(0);
        home.Run("script", "backfill_joint_meta_config_env", "--strategy-id", "US_CORE_LONG_EQ").Expect(0);
        Assert.Equal(digest, home.Digest());

        var books = home.Run(["script", "show_joint_portfolios", .. Range]).Expect(0).Lines;
        var targets = home.Run("sql", "select count(*) from target_portfolios", "--format", "csv").Expect(0).Lines[1];
        Assert.Equal(targets, (books.Length - 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var near = home.Run("script", "find_similar_portfolios", "--portfolio-id", "US_CORE_LONG_EQ_H21_PORTFOLIO", "--as-of", "2014-06-30", "--asof-tolerance", "7").Expect(0).Lines;
        Assert.Equal("cosine,euclidean,portfolio_id,source", near[0]);
        Assert.Equal(["US_CORE_LONG_EQ_H5_PORTFOLIO", "US_CORE_LONG_EQ_H63_PORTFOLIO"], near[1..].Select(l => l.Split(',')[2]).Order(StringComparer.Ordinal));

        var run = home.RunIdOf("US_CORE_LONG_EQ_H21");
        var runs = home.Run("script", "find_similar_meta_runs", "--run-id", run).Expect(0).Lines;
        Assert.Equal("cosine,euclidean,run_id,strategy_id,universe_id,as_of_date,source", runs[0]);
        // The same environment, another horizon: near, and not equal.
        Assert.Equal(3, runs.Length);
        Assert.All(runs[1..], l => Assert.InRange(double.Parse(l.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture), 0.5, 0.9999));
        Assert.Contains("annualised_sharpe", home.Run("similar", "meta-runs", "--run-id", run[..8], "--columns", "all", "--format", "csv").Expect(0).Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_that_join_a_run_later_change_no_vector_of_it()
    {
        using var home = CampaignHome.Copy();
        home.Run("joint", "meta").Expect(0);
        using (var pair = new DatabasePair(home.Settings))
        {
            var run = RunStore.Find(pair.Runtime, home.RunIdOf("US_CORE_LONG_EQ_H21"));
            pair.Runtime.InTransaction(unit => Assert.Equal(1, RunStore.SaveStab(unit, run, [new("stab_num_days", 5)])));
        }

        Assert.Contains("joint runs: 0 units written", home.Run("joint", "meta").Expect(0).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Analogs_lie_apart_and_tell_only_what_was_known()
    {
        using var home = CampaignHome.Copy();
        var sessions = ExchangeCalendars.Get("XNYS").Sessions(new DateOnly(2012, 6, 1), new DateOnly(2014, 6, 30)).Select(s => s.Date).ToArray();
        string instrument;
        using (var pair = new DatabasePair(home.Settings))
        {
            instrument = pair.Runtime.Scalar<string>("SELECT MIN(instrument_id) FROM instruments WHERE market_id = 'US_EQ' AND asset_class = 'EQUITY'")!;
            JointRows.Numeric(pair.Historical, "num-regime-core-v1", "INSTRUMENT", sessions.Select(s => (instrument, s)));
        }

        string[] question = ["similar", "analogs", "--instrument-id", instrument, "--as-of", "2014-06-30", "--top-k", "4", "--format", "csv"];
        var lines = home.Run(question).Expect(0).Lines;
        Assert.Equal(
            "row,as_of_date,cosine,euclidean,return_5d,volatility_5d,drawdown_5d,return_21d,volatility_21d,drawdown_21d,return_63d,volatility_63d,drawdown_63d",
            lines[0]);
        Assert.Equal(["1", "2", "3", "4", "mean", "low_5", "high_95"], lines[1..].Select(l => l.Split(',')[0]));
        var places = lines[1..5].Select(l => Array.IndexOf(sessions, DateOnly.ParseExact(l.Split(',')[1], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))).Append(sessions.Length - 1).Order().ToArray();
        Assert.All(places.Zip(places.Skip(1)), p => Assert.True(p.Second - p.First >= 63));
        Assert.Equal(lines, home.Run(question).Expect(0).Lines);
        Assert.Contains("2014-06-30", home.Run("similar", "analogs", "--instrument-id", instrument, "--as-of", "2014-07-05").Expect(3).Error, StringComparison.Ordinal);
    }
}
