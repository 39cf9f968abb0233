using Prometheus.Databases;
using Prometheus.IntegrationTests.Cli;
using Prometheus.IntegrationTests.Data;
using Prometheus.Jobs;
using Prometheus.Sources.Synthetic;
using Prometheus.Workflows.Artefacts;
using Xunit;

namespace Prometheus.IntegrationTests.Freshness;

public sealed class MakingTests
{
    private static readonly string[] Dates = ["--start", "2012-01-03", "--end", "2013-06-28"];

    [Fact]
    public void A_refresh_makes_again_what_follows_from_a_corrected_bar_with_the_options_it_had()
    {
        using var home = Small();
        home.Run(["universe", "backfill", "--region", "US", "--max-universe-size", "3", .. Dates]);
        home.Run(["stab", "backfill", "--start", "2012-01-03", "--end", "2012-06-29"]);
        Assert.DoesNotContain(",STALE,", home.Run("data", "status"), StringComparison.Ordinal);

        Correct(home, "2013-02-04");
        var lines = home.Run("data", "status").Split('\n');
        Assert.All(lines.Where(l => l.StartsWith("universe_members", StringComparison.Ordinal)), l => Assert.Contains(",STALE,0,market US_EQ through 2013-06-28 changed,prometheus universe backfill", l, StringComparison.Ordinal));
        Assert.All(lines.Where(l => l.Contains("prometheus stab backfill", StringComparison.Ordinal)), l => Assert.Contains(",FRESH,", l, StringComparison.Ordinal));

        Assert.Equal("made again: 1", home.RunSaying("refresh").Trim().Split('\n')[^1]);
        Assert.Equal(3, home.Databases.Runtime.Scalar<long>("SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM universe_members WHERE included = 1 GROUP BY as_of_date) AS sizes"));
        Assert.Equal("nothing is stale", home.RunSaying("refresh").Trim());
    }

    [Fact]
    public void Later_sessions_leave_a_closed_range_fresh_and_an_open_one_behind()
    {
        using var home = Small();
        home.Run("data", "derive");
        home.Run(["regime", "classify", .. Dates]);
        home.Write("later.csv", PriceFiles.AlphaVantage(["LATER"], PriceFiles.Sessions(new DateOnly(2013, 7, 1), 10), (_, t) => 20 + t));
        home.Run("data", "import", "prices", "--file", home.PathOf("later.csv"));
        var status = home.Run("data", "status");
        Assert.Contains("BEHIND,10,10 sessions came after its last,prometheus data derive", status, StringComparison.Ordinal);
        Assert.All(status.Split('\n').Where(l => l.StartsWith("regimes", StringComparison.Ordinal)), l => Assert.Contains(",FRESH,", l, StringComparison.Ordinal));
        home.Run("refresh");
        Assert.DoesNotContain("BEHIND", home.Run("data", "status"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_somebody_changed_is_left_and_named()
    {
        using var home = Small();
        home.Run(["regime", "classify", .. Dates]);
        home.Run(["regime", "risk", "--output", home.PathOf("risk.csv"), .. Dates]);
        File.AppendAllText(home.PathOf("risk.csv"), "mine\n");
        Assert.Contains("EDITED", home.Run("data", "status"), StringComparison.Ordinal);

        Correct(home, "2013-02-04");
        var (printed, _) = home.End(4, "refresh");
        Assert.Contains("risk.csv was changed by somebody else and is left as it is", printed, StringComparison.Ordinal);
        Assert.EndsWith("mine\n", File.ReadAllText(home.PathOf("risk.csv")), StringComparison.Ordinal);

        // Its own command writes it again, and all is well.
        home.Run(["regime", "risk", "--output", home.PathOf("risk.csv"), .. Dates]);
        Assert.Equal("nothing is stale", home.RunSaying("refresh").Trim());
    }

    [Fact]
    public void A_file_that_is_gone_is_written_again()
    {
        using var home = Small();
        home.Run(["regime", "classify", .. Dates]);
        home.Run(["regime", "risk", "--output", home.PathOf("risk.csv"), .. Dates]);
        var before = File.ReadAllText(home.PathOf("risk.csv"));
        File.Delete(home.PathOf("risk.csv"));
        home.Run("refresh");
        Assert.Equal(before, File.ReadAllText(home.PathOf("risk.csv")));
    }

    [Fact]
    public void An_input_made_again_to_the_same_rows_stops_the_wave()
    {
        using var home = Small();
        home.Run(["regime", "classify", .. Dates]);
        home.Run(["regime", "risk", "--output", home.PathOf("risk.csv"), .. Dates]);
        home.Databases.Runtime.InTransaction(unit => unit.Execute("UPDATE making_inputs SET digest = 'other' WHERE ref_kind = 'market'"));
        Assert.Contains("which is stale", home.Run("data", "status"), StringComparison.Ordinal);
        Assert.Equal("made again: 1", home.RunSaying("refresh").Trim().Split('\n')[^1]);
    }

    [Fact]
    public void A_command_that_was_killed_is_unfinished_and_a_refresh_ends_it()
    {
        using var home = Small();
        home.Databases.Runtime.InTransaction(unit => MakingStore.Claim(unit, ["regime", "classify", .. Dates], 1, []));
        Assert.Contains("UNFINISHED", home.Run("data", "status"), StringComparison.Ordinal);
        home.Run("refresh");
        Assert.NotEqual(0, home.Databases.Runtime.Scalar<long>("SELECT COUNT(*) FROM regimes"));
        Assert.DoesNotContain("UNFINISHED", home.Run("data", "status"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_committed_before_a_kill_is_known_as_the_commands()
    {
        using var home = new ProductHome();
        string[] command = ["regime", "classify", .. Dates];
        Assert.Throws<InvalidOperationException>(() => new RecordedWork(new DatabaseSettings(home.Folder), command).Run(
            () =>
            {
                home.Databases.Runtime.InTransaction(unit => unit.Execute("DELETE FROM regimes WHERE region = @region", new { region = "US" }));
                throw new InvalidOperationException("killed");
            },
            default));
        var making = MakingStore.Find(home.Databases.Runtime, command)!;
        Assert.Equal(MakingState.Making, making.State);
        Assert.Equal("regimes US", Assert.Single(making.Artefacts).Key);
    }

    [Fact]
    public void Rows_that_gave_way_and_are_written_again_before_a_kill_are_the_commands_again()
    {
        using var home = new ProductHome();
        string[] command = ["regime", "classify", .. Dates];
        var rows = new Artefact("regimes", "regimes US", new TableSlice(LogicalDatabase.Runtime, "regimes"), OutputDigest: null);
        home.Databases.Runtime.InTransaction(unit => MakingStore.Claim(unit, command, 1, [rows]));
        home.Databases.Runtime.InTransaction(unit => unit.Execute("UPDATE artefacts SET state = 'SUPERSEDED', superseded_by = 'another'"));
        Assert.False(Assert.Single(MakingStore.Find(home.Databases.Runtime, command)!.Artefacts).IsCurrent);
        home.Databases.Runtime.InTransaction(unit => MakingStore.Claim(unit, command, 1, [rows]));
        Assert.True(Assert.Single(MakingStore.Find(home.Databases.Runtime, command)!.Artefacts).IsCurrent);
    }

    [Fact]
    public void A_run_on_new_data_takes_the_place_of_the_old_one_which_stays()
    {
        using var home = Small();
        home.Run("backtest", "campaign", "--market-id", "US_EQ", "--sleeve", "S_H21:S:US_EQ:U:P:A:21", "--start", "2013-01-02", "--end", "2013-06-28");
        home.Run("meta", "select", "--strategy-id", "S");
        var old = home.Databases.Runtime.Scalar<string>("SELECT run_id FROM backtest_runs");
        Correct(home, "2013-02-04");
        home.Run("refresh");
        Assert.Equal(2, home.Databases.Runtime.Scalar<long>("SELECT COUNT(*) FROM backtest_runs"));
        var (superseded, by) = (home.Databases.Runtime.Scalar<string>("SELECT run_id FROM superseded_runs"), home.Databases.Runtime.Scalar<string>("SELECT superseded_by FROM superseded_runs"));
        Assert.Equal(old, superseded);
        Assert.NotEqual(old, by);
        Assert.Contains(by!, home.Databases.Runtime.Query<string>("SELECT run_id FROM backtest_runs"));
        Assert.Equal("nothing is stale", home.RunSaying("refresh").Trim());
    }

    [Fact]
    public void A_removed_instrument_leaves_nothing_but_a_record()
    {
        using var home = Small();
        home.Run(["stab", "backfill", .. Dates]);
        home.Run(["universe", "backfill", "--region", "US", .. Dates]);
        var (_, said) = home.End(3, "data", "remove", "NOPE.US");
        Assert.Equal("error: no instrument 'NOPE.US' is stored, expected an id such as SPY.US", said.Trim());
        home.Run("data", "remove", "SYN003.US");
        Assert.Equal(0, home.Databases.Runtime.Scalar<long>("SELECT COUNT(*) FROM universe_members WHERE entity_id = 'SYN003.US'"));
        home.Run("refresh");
        foreach (var (database, table, column) in new[]
        {
            (LogicalDatabase.Historical, "prices_daily", "instrument_id"), (LogicalDatabase.Historical, "price_series", "instrument_id"),
            (LogicalDatabase.Runtime, "instruments", "instrument_id"), (LogicalDatabase.Runtime, "instrument_facts", "instrument_id"),
            (LogicalDatabase.Runtime, "stability_vectors", "entity_id"), (LogicalDatabase.Historical, "news_links", "instrument_id"),
            (LogicalDatabase.Runtime, "universe_members", "entity_id"),
        })
        {
            Assert.Equal(0, home.Databases[database].Scalar<long>($"SELECT COUNT(*) FROM {table} WHERE {column} = 'SYN003.US'"));
        }

        Assert.Equal("removed", home.Databases.Historical.Scalar<string>("SELECT new_source FROM price_series_changes WHERE instrument_id = 'SYN003.US'"));
        home.End(3, "data", "remove", "SYN003.US");
    }

    [Fact]
    public void Sessions_that_only_a_removed_name_had_leave_nothing_behind()
    {
        using var home = Small();
        using var fresh = Small();
        foreach (var each in new[] { home, fresh })
        {
            each.Write("early.csv", PriceFiles.AlphaVantage(["EARLY"], PriceFiles.Sessions(new DateOnly(2009, 11, 2), 120), (_, t) => 20 + (t % 7)));
            each.Run("data", "import", "prices", "--file", each.PathOf("early.csv"), "--market", "US_EQ");
        }

        fresh.Run("data", "remove", "EARLY.US");
        string[] dates = ["--start", "2009-11-02", "--end", "2012-06-29"];
        string[][] commands =
        [
            ["data", "derive"], ["factor", "build", .. dates], ["regime", "classify", .. dates], ["stab", "backfill", .. dates], ["stab", "backfill", "--entity-type", "MARKET", .. dates],
            ["universe", "backfill", "--region", "US", .. dates], ["liquidity", "backfill", .. dates], ["profile", "build", .. dates],
        ];
        foreach (var each in new[] { home, fresh })
        {
            foreach (var command in commands)
                each.Run(command);
        }

        home.Run("data", "remove", "EARLY.US");
        home.Run("refresh");
        string[] log = ["price_changes", "price_series_changes", "import_files", "models"];
        foreach (var name in Enum.GetValues<LogicalDatabase>())
            Assert.Equal([], DatabaseDigest.Compute(fresh.Databases[name]).Tables.Except(DatabaseDigest.Compute(home.Databases[name]).Tables).Select(t => t.Table).Except(log));
    }

    [Theory]
    [InlineData("SELECT run_id FROM backtest_runs WHERE strategy_id = @name AND end_date <= @last", "backtest_runs one through 2013-06-28")]
    [InlineData("SELECT r.run_id FROM backtest_runs r JOIN strategies s ON s.strategy_id = r.strategy_id WHERE r.strategy_id = @name AND (r.sleeve_id = @name OR r.market_id = @name)", "backtest_runs one; strategies one")]
    [InlineData("SELECT run_id FROM backtest_runs WHERE strategy_id = @name OR end_date <= @last", "backtest_runs")]
    [InlineData("SELECT COUNT(*) FROM regimes WHERE region = @name AND as_of_date BETWEEN @first AND @last AND label NOT IN (SELECT sleeve_id FROM backtest_runs WHERE market_id = @name)", "backtest_runs one; regimes one 2012-01-03..2013-06-28")]
    [InlineData("SELECT s.equity, w.target_weight FROM books b JOIN book_weights w ON w.book_key = b.book_key JOIN book_sessions s ON s.book_key = w.book_key WHERE b.context = @name", "backtest_daily_equity one; book_targets one")]
    [InlineData("SELECT sector FROM universe_member_values WHERE universe_id = @name AND as_of_date BETWEEN @first AND @last", "universe_members one 2012-01-03..2013-06-28")]
    [InlineData("SELECT s.z FROM assessments a JOIN assessment_scores s ON s.assessment_key = a.assessment_key WHERE a.strategy_id = @name", "instrument_scores one")]
    public void A_read_says_no_less_than_it_read(string sql, string expected)
    {
        using var home = new ProductHome();
        var log = new AccessLog();
        using (log.Follow())
        {
            try
            {
                home.Databases.Runtime.Query<string>(sql, new { name = "one", first = new DateOnly(2012, 1, 3), last = new DateOnly(2013, 6, 28) });
            }
            catch (Exception unknownColumn) when (unknownColumn is System.Data.Common.DbException)
            {
                // What counts is what was asked.
            }
        }

        Assert.Equal(expected, string.Join("; ", log.Read.Select(s => s.ToString()).Where(s => !s.StartsWith("schema", StringComparison.Ordinal)).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_file_written_again_to_the_same_bytes_stops_the_wave()
    {
        using var home = Small();
        home.Run(["regime", "classify", .. Dates]);
        home.Run(["stab", "backfill", .. Dates]);
        home.Run(["regime", "risk", "--output", home.PathOf("regime.csv"), .. Dates]);
        home.Run(["lambda", "backfill", "--min-cluster-size", "2", "--output", home.PathOf("lambda.csv"), .. Dates]);
        home.Run("lambda", "experiment", "--model", "har", "--input", home.PathOf("lambda.csv"), "--experiment-id", "E", "--train-start", "2012-03-01", "--train-end", "2012-12-31", "--test-start", "2013-01-02", "--test-end", "2013-06-28", "--output", home.PathOf("results.csv"));
        home.Databases.Runtime.InTransaction(unit => unit.Execute("UPDATE making_inputs SET digest = 'other' WHERE ref_kind = 'market'"));
        Assert.Contains("which is stale", home.Run("data", "status"), StringComparison.Ordinal);
        Assert.DoesNotContain("lambda experiment", home.RunSaying("refresh"), StringComparison.Ordinal);
        Assert.Equal("nothing is stale", home.RunSaying("refresh").Trim());
    }

    [Fact]
    public void Every_command_that_the_status_prints_can_be_given()
    {
        using var home = Small();
        home.Run("data", "derive");
        home.Run(["regime", "classify", .. Dates]);
        home.Run(["regime", "risk", "--output", home.PathOf("risk of regimes.csv"), .. Dates]);
        home.Run(["universe", "backfill", "--region", "US", "--max-universe-size", "3", .. Dates]);
        home.Run("backtest", "campaign", "--market-id", "US_EQ", "--sleeve", "S_H21:S:US_EQ:U:P:A:21", "--start", "2013-01-02", "--end", "2013-06-28");
        home.Databases.Runtime.InTransaction(unit => unit.Execute("DELETE FROM artefacts WHERE kind = 'backtest_runs'"));
        foreach (var line in Commands(home).Order(StringComparer.Ordinal))
            home.Run([.. line.Split(' ', 2)[1].Split('\'').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))]);
    }

    [Fact]
    public void Rows_that_nobody_remembers_are_named_with_the_verb_that_makes_them()
    {
        using var home = Small();
        home.Run(["regime", "classify", .. Dates]);
        home.Run(["stab", "backfill", .. Dates]);
        home.Run(["stab", "backfill", "--entity-type", "SECTOR", .. Dates]);
        home.Databases.Runtime.InTransaction(unit =>
        {
            unit.Execute("DELETE FROM makings WHERE command LIKE '%regime%' OR command NOT LIKE '%SECTOR%'");
            unit.Execute("DELETE FROM artefacts WHERE making_id NOT IN (SELECT making_id FROM makings)");
        });
        var status = home.Run("data", "status").Split('\n');
        Assert.Contains(status, l => l.StartsWith("stability_vectors of INSTRUMENT,1,,,UNRECORDED,", StringComparison.Ordinal) && l.EndsWith("prometheus stab backfill --help", StringComparison.Ordinal));
        Assert.Contains(status, l => l.StartsWith("regimes of ", StringComparison.Ordinal) && l.EndsWith("prometheus regime classify --help", StringComparison.Ordinal));
        Assert.Contains("not judged, since no remembered command made them: regime_transitions of ", home.RunSaying("refresh"), StringComparison.Ordinal);

        home.Run(["regime", "classify", "--force", .. Dates]);
        home.Run(["stab", "backfill", "--force", .. Dates]);
        Assert.Equal("nothing is stale", home.RunSaying("refresh").Trim());
    }

    private static HashSet<string> Commands(ProductHome home)
        => [.. home.Run("data", "status").Split('\n').Skip(1).Where(l => l.Length > 0).Select(l => l[l.LastIndexOf("prometheus ", StringComparison.Ordinal)..].TrimEnd('"'))];

    /// <summary>Who writes other rows under the same model, or adds to rows, does not take the place of those before.</summary>
    [Fact]
    public void A_command_gives_way_only_to_one_that_replaces_all_its_rows()
    {
        using var home = Small();
        string[] dates = ["--start-date", "2013-01-02", "--end-date", "2013-03-28"];
        home.Run(["embed", "numeric", "--entity-type", "SECTOR", .. dates]);
        home.Run(["embed", "numeric", "--entity-type", "MARKET", .. dates]);
        home.Run(["universe", "backfill", "--region", "US", "--max-universe-size", "3", .. Dates]);
        home.Run(["universe", "backfill", "--region", "US", "--max-universe-size", "4", .. Dates]);
        Assert.Equal(["universe_members"], home.Databases.Runtime.Query<string>("SELECT DISTINCT kind FROM artefacts WHERE state = 'SUPERSEDED'"));
    }

    [Fact]
    public void A_remembered_command_names_no_place_and_no_address()
    {
        using var home = Small();
        home.Run(["regime", "classify", "--force", "--max-workers", "1", .. Dates]);
        Assert.Equal(
            """["regime","classify","--end","2013-06-28","--start","2012-01-03"]""",
            home.Databases.Runtime.Scalar<string>("SELECT command FROM makings"));
    }

    /// <summary>Two and a half years of eight names.</summary>
    private static ProductHome Small()
    {
        var home = new ProductHome();
        home.Run("data", "synth", "--instruments", "8", "--start", "2011-01-03", "--end", "2013-06-28", "--seed", "3");
        return home;
    }

    /// <summary>One close of a name, as a later import of the same source would state it.</summary>
    private static void Correct(ProductHome home, string date)
    {
        home.Write("fix.csv", $"{PriceFiles.AlphaVantageHeader}\nSYN001,{date},50,51,49,50,50,100000,0,1\n");
        home.Run("data", "import", "prices", "--file", home.PathOf("fix.csv"), "--market", "US_EQ", "--source", SyntheticMarket.Source);
    }
}
