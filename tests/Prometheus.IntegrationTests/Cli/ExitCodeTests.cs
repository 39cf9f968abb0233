using Prometheus.Databases;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Cli;

/// <summary>What a script sees: the exit code, data on standard output, one sentence on standard error.</summary>
public sealed class ExitCodeTests
{
    /// <summary>Each with what its sentence must say.</summary>
    private static readonly (string CommandLine, string Says)[] BadCommandLines =
    [
        ("nonsense", "nonsense"),
        ("backtest", "campaign"),
        ("backtest list --limit many", "--limit expects a whole number from 1 to 1000000000, found 'many'"),
        ("backtest list --format xml", "--format expects csv, json or table, found 'xml'"),
        ("backtest campaign --market-id US_EQ", "--start"),
        ("backtest campaign --market-id US_EQ --start 2014-13-02 --end 2014-03-31 --sleeve a", "--start expects a date yyyy-MM-dd, found '2014-13-02'"),
        ("backtest campaign --market-id US_EQ --start 2014-03-31 --end 2014-01-02 --sleeve a:b:US_EQ:u:p:x:5", "--end 2014-01-02 lies before --start 2014-03-31"),
        ("backtest campaign --market-id US_EQ --start 2014-01-02 --end 2014-03-31 --sleeve a:b", "7 fields"),
        ("backtest campaign --market-id XX_EQ --start 2014-01-02 --end 2014-03-31 --sleeve a:b:XX_EQ:u:p:x:5", "unknown market 'XX_EQ'"),
        ("backtest campaign --market-id US_EQ --start 2014-01-02 --end 2014-03-31 --sleeve a:b:US_EQ:u:p:x:5 --benchmark NOPE.US", "NOPE.US"),
        ("backtest campaign --market-id US_EQ --start 2014-01-02 --end 2014-03-31 --sleeve a:b:US_EQ:u:p:x:5 --max-workers 0", "--max-workers expects a whole number from 1 to 4096 (threads), found '0'"),
        ("backtest campaign --market-id US_EQ --start 2014-01-02 --end 2014-03-31 --sleeve a:b:US_EQ:u:p:x:5 --set portfolio.nam_cap=1", "--set: there is no option 'portfolio.nam_cap', the nearest are portfolio.name_cap, "),
        ("backtest campaign --market-id US_EQ --start 2014-01-02 --end 2014-03-31 --sleeve a:b:US_EQ:u:p:x:5 --set universe.window_sessions=-5", "--set: option 'universe.window_sessions' expects a whole number from 1 to 2520 (sessions), found '-5'"),
        ("backtest campaign --market-id US_EQ --start 2014-01-02 --end 2014-03-31 --sleeve a:b:US_EQ:u:p:x:5 --set assessment.horizon_sessions=63", "--set: option 'assessment.horizon_sessions' cannot be said"),
        ("backtest campaign --market-id US_EQ --start 2014-01-02 --end 2014-03-31 --sleeve a:b:US_EQ:u:p:x:5 --max-universe-size=-3", "--max-universe-size: option 'universe.maximum_size' expects a whole number from 0 to 100000 (names), found '-3'"),
        ("backtest campaign --market-id US_EQ --start 2014-01-02 --end 2014-03-31 --sleeve a:b:US_EQ:u:p:x:5 --max-universe-size 3 --set universe.maximum_size=4", "said twice"),
        ("backtest campaign --market-id US_EQ --start 2014-01-02 --end 2014-03-31 --sleeve a:b:US_EQ:u:p:x:5000", "needs as horizon a whole number from 1 to 2520 (sessions), found '5000'"),
        ("backtest campaign --market-id US_EQ --start 2014-01-02 --end 2014-03-31 --sleeve a:b:US_EQ:u:p:x:5 --sleeve a:b:US_EQ:u:p:x:5", "--sleeve: option 'sleeves[1]' must have an id of its own, found 'a' again"),
        ("backtest w1", "--folder or --market"),
        ("backtest w1 --folder nowhere", "nowhere"),
        ("calendar sessions --exchange XNYS --start 2050-01-03 --end 2050-01-04", "1990-01-01 to 2040-12-31"),
        ("calendar sessions --exchange XXXX --start 2020-01-03 --end 2020-01-04", "XXXX"),
        ("data import prices --file nowhere.csv", "nowhere.csv"),
        ("data import sectors --file nowhere.csv", "nowhere.csv"),
        ("data import instruments --file nowhere.csv", "nowhere.csv"),
        ("data import series --file nowhere.csv --id VIX", "nowhere.csv"),
        ("data import series --file nowhere.csv --unit feet", "--unit expects level, percent or fraction, found 'feet'"),
        ("data import membership --file nowhere.csv --index SP500", "nowhere.csv"),
        ("script backfill_eodhd_us_eq --start 2020-01-01 --end 2024-12-31", "data import prices"),
        ("script backfill_eodhd_us_eq.py --from 2020-01-01 --to 2024-12-31 --limit 5", "data import prices"),
        ("data export nothing", "no table 'nothing'"),
        ("data synth --instruments 0 --start 2020-01-02 --end 2020-12-31", "--instruments expects a whole number from 1 to 100000 (names), found '0'"),
        ("data synth --instruments 10 --start 2012-01-03 --end 2014-12-31 --seed 5", "another seed"),
        ("campaign run nowhere.yaml", "nowhere.yaml"),
        ("sql selec", "selec"),
        ("db status --historical-db no-address", "PROMETHEUS_HISTORICAL"),
    ];

    private static readonly string[] RequestsForNothing =
    [
        "backtest list --strategy-id OTHER",
        "backtest show 00000000",
        "backtest tearsheet 00000000",
        "backtest verify 00000000",
        "backtest campaign --market-id US_EQ --start 2030-01-02 --end 2030-03-31 --sleeve a:b:US_EQ:u:p:x:5",
        "stab backfill --start 2030-01-02 --end 2030-03-31",
        "data export trades --run-id 00000000",
        "calendar sessions --exchange XNYS --start 2024-12-25 --end 2024-12-25",
    ];

    [Fact]
    public void Zero_is_done_also_where_nothing_was_left_to_do()
    {
        using var home = CampaignHome.Copy();

        home.Run("calendar", "sessions", "--exchange", "XNYS", "--start", "2024-11-25", "--end", "2024-11-29").Expect(0);
        var again = home.Run(Journey.Campaign()).Expect(0);

        Assert.Contains("nothing was written", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void One_is_failed()
    {
        using var home = CampaignHome.Copy();
        var run = home.RunIdOf("US_CORE_LONG_EQ_H5");
        home.Write("unwritable", "a file where a folder should be");

        // A run does not stand any more where its data changed.
        using (var historical = Database.Open(LogicalDatabase.Historical, home.Settings))
        {
            historical.InTransaction(unit =>
            {
                unit.Execute("UPDATE prices_daily SET close = close * 1.01 WHERE trade_date = '2014-03-03'");
                unit.Execute("DELETE FROM price_tiles");
            });
        }

        var verify = home.Run("backtest", "verify", run).Expect(1);

        Assert.Contains("differs in", verify.Error, StringComparison.Ordinal);
        Sentence(home.Run("db", "status", "--home", "unwritable/home").Expect(1), "unwritable/home");
    }

    [Fact]
    public void Two_is_usage_or_bad_input_in_one_sentence()
    {
        using var home = CampaignHome.Copy();
        var before = home.Digest();

        foreach (var (commandLine, says) in BadCommandLines)
            Sentence(home.Run(commandLine.Split(' ')).Expect(2), says);

        Assert.Equal(before, home.Digest());
    }

    [Fact]
    public void A_writing_statement_is_refused()
    {
        using var home = CampaignHome.Copy();
        var before = home.Digest();

        foreach (var statement in new[] { "delete from backtest_runs", "drop table backtest_runs", "select 1; delete from backtest_runs", "pragma writable_schema = 1" })
            home.Run("sql", statement).Expect(2);

        Assert.Equal(before, home.Digest());
        home.Run("sql", "select 1 as one; -- and a comment").Expect(0);
    }

    [Fact]
    public void Three_is_a_request_that_matched_nothing()
    {
        using var home = CampaignHome.Copy();
        var before = home.Digest();

        foreach (var commandLine in RequestsForNothing)
            Assert.DoesNotContain("   at ", home.Run(commandLine.Split(' ')).Expect(3).Everything, StringComparison.Ordinal);

        Assert.Equal(before, home.Digest());
    }

    [Fact]
    public void Ctrl_C_ends_with_130_and_the_same_command_goes_on()
    {
        using var home = new ProgramHome();
        using var undisturbed = new ProgramHome();
        string[] synth = ["data", "synth", "--instruments", "300", "--start", "2010-01-04", "--end", "2014-12-31"];
        undisturbed.Run(synth).Expect(0);

        using var program = home.Start(synth);
        program.InterruptAfter(TimeSpan.FromMilliseconds(400));
        var stopped = program.Wait().Expect(130);
        home.Run(synth).Expect(0);

        Assert.Contains("interrupted", stopped.Error, StringComparison.Ordinal);
        Assert.Equal(undisturbed.Digest(), home.Digest());
    }

    /// <summary>Nothing on standard output; the last line of standard error is the sentence.</summary>
    private static void Sentence(ProgramRun run, string says)
    {
        Assert.Empty(run.Output);
        var last = run.Error.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("error: ", last, StringComparison.Ordinal);
        Assert.Contains(says, last, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", run.Error, StringComparison.Ordinal);
    }
}
