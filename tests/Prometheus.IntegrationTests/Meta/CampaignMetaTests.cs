using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.IntegrationTests.Cli;
using Prometheus.Stores.Meta;
using Prometheus.Stores.Runs;
using Prometheus.Testing.Databases;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Meta;

/// <summary>Choosing among sleeves with the real executable, on both engines.</summary>
public sealed class CampaignMetaTests
{
    private const string Strategy = "US_EQ_CORE_LONG_EQ";

    private static readonly DateOnly FirstEnd = new(2014, 3, 31);

    [Theory, OnSqlite, OnPostgreSql]
    public void A_campaign_with_its_choice_prints_the_rows_a_blank_line_and_the_decision(DatabaseEngine engine)
    {
        using var home = Journey.Home(engine);

        var first = home.Run(CampaignTo(FirstEnd)).Expect(0);
        var digest = home.Digest();
        var again = home.Run(CampaignTo(FirstEnd, "--max-workers", "3")).Expect(0);

        var lines = first.Output.Split('\n');
        Assert.Equal("run_id,sleeve_id,strategy_id,cumulative_return,annualised_sharpe,max_drawdown", lines[0]);
        Assert.Equal(["H5", "H21", "H63"], lines[1..4].Select(l => l.Split(',')[1][(Strategy.Length + 1)..]));
        Assert.Equal(["", $"decision_id={home.ChoiceIds().Single()}", ""], lines[4..]);
        Assert.Equal(first.Output, again.Output);
        Assert.Equal(digest, home.Digest());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_decision_stores_every_candidate_with_its_scores_and_the_state_of_the_market(DatabaseEngine engine)
    {
        using var home = Journey.Home(engine);
        home.Run(CampaignTo(FirstEnd, "--top-k", "2")).Expect(0);
        using var runtime = Database.Open(LogicalDatabase.Runtime, home.Settings);

        var choice = SelectionStore.Read(runtime, Strategy, FirstEnd).Single();

        Assert.Equal([1, 2, 3], choice.Inputs.CandidateRuns.Select(c => c.Rank));
        var sharpes = choice.Inputs.CandidateRuns.Select(c => c.Scores["annualised_sharpe"]).ToArray();
        Assert.Equal(sharpes.OrderDescending(), sharpes);
        Assert.Equal(choice.Inputs.CandidateRuns[2], choice.RunnerUp);
        var selected = JsonNode.Parse(choice.Row.OutputRefs)!["selected_sleeves"]!.AsArray();
        Assert.Equal(choice.Selected.Select(s => s.RunId), selected.Select(s => s!["run_id"]!.GetValue<string>()));
        Assert.Equal(sharpes[0], selected[0]!["metrics"]!["annualised_sharpe"]!.GetValue<double>());
        var metadata = JsonNode.Parse(choice.Row.Metadata)!;
        Assert.Equal(("sleeve_selection", 3), (metadata["type"]!.GetValue<string>(), metadata["n_candidates"]!.GetValue<int>()));
        Assert.InRange(metadata["stability"]!["mean_index"]!.GetValue<double>(), 1, 99);
        Assert.Contains(metadata["regime"]!["label"]!.GetValue<string>(), new[] { "CRISIS", "RISK_OFF", "CARRY", "NEUTRAL" });
        Assert.All(new[] { "regime", "stability" }, state => Assert.Equal("2014-03-31", metadata[state]!["as_of"]!.GetValue<string>()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Every_engine_behind_a_run_has_a_row_a_decision_date_that_says_where_its_output_lies(DatabaseEngine engine)
    {
        using var home = Journey.Home(engine);
        home.Run(CampaignTo(FirstEnd)).Expect(0);
        home.Run(CampaignTo(FirstEnd, "--disable-risk")).Expect(0);
        using var runtime = Database.Open(LogicalDatabase.Runtime, home.Settings);

        foreach (var run in RunStore.ReadStrategy(runtime, Strategy, FirstEnd))
        {
            var rows = runtime.Query<DecisionRow>(
                """
                SELECT decision_id, engine_name, run_id, strategy_id, market_id, as_of_date, config_id, CAST(input_refs AS text) AS input_refs,
                       CAST(output_refs AS text) AS output_refs, CAST(metadata AS text) AS metadata
                FROM engine_decisions WHERE run_id = @RunId AND engine_name <> 'BACKTEST_SLEEVE_RUNNER' ORDER BY decision_id
                """,
                new { run.RunId });
            var dates = runtime.Query<DateOnly>("SELECT DISTINCT as_of_date FROM universe_members WHERE context = @RunId ORDER BY as_of_date", new { run.RunId });
            var risk = JsonNode.Parse(run.ConfigJson)!["options"]!["risk"] is not null;
            string[] engines = ["ASSESSMENT", "PORTFOLIO", "REGIME", .. risk ? ["RISK"] : Array.Empty<string>(), "STABILITY", "UNIVERSE"];
            Assert.Equal(dates.SelectMany(_ => engines), rows.Select(r => r.EngineName));
            Assert.Equal(dates.SelectMany(d => engines.Select(e => $"{run.RunId}:{d:yyyy-MM-dd}:{e}")), rows.Select(r => r.DecisionId));
            Assert.All(rows, r => Assert.Equal((r.EngineName, 64), (r.EngineName, JsonNode.Parse(r.InputRefs)!["options_hash"]!.GetValue<string>().Length)));
            Assert.All(rows, r => Assert.Equal(r.ConfigId, JsonNode.Parse(r.InputRefs)!["model_id"]!.GetValue<string>()));
            Assert.All(rows, r => Assert.NotNull(JsonNode.Parse(r.Metadata)!["stability"]!["mean_index"]));
            Assert.All(rows, r => Assert.NotEmpty(JsonNode.Parse(r.Metadata)!["options"]!.AsObject()));
            Assert.All(rows, r => Assert.All(JsonNode.Parse(r.InputRefs)!["decisions"]!.AsArray(), id => Assert.Contains(rows, read => read.DecisionId == id!.GetValue<string>())));
            Assert.Equal(
                ["ASSESSMENT", "REGIME", "STABILITY"],
                JsonNode.Parse(rows.First(r => r.EngineName == "UNIVERSE").InputRefs)!["decisions"]!.AsArray().Select(d => d!.GetValue<string>().Split(':')[2]).Order(StringComparer.Ordinal));
            Assert.All(rows.Take(2 * engines.Length), r => Assert.True(RowsOf(runtime, JsonNode.Parse(r.OutputRefs)!) > 0, r.OutputRefs));
        }
    }

    [Fact]
    public void A_decision_does_not_change_with_what_came_later_and_later_runs_measure_it()
    {
        using var home = Journey.Home();
        home.Run(CampaignTo(FirstEnd, "--top-k", "1")).Expect(0);
        var before = home.Run("meta", "show", home.ChoiceIds()[0]).Expect(0).Output;
        Assert.Contains("nothing can be measured yet", home.Run("meta", "outcomes").Expect(0).Error, StringComparison.Ordinal);

        home.Run(CampaignTo(new DateOnly(2014, 5, 30), "--top-k", "1")).Expect(0);
        var asOf = home.Run("meta", "select", "--strategy-id", Strategy, "--top-k", "1", "--as-of", "2014-03-31").Expect(0);
        var outcomes = home.Run("meta", "outcomes", "--as-of", "2014-03-31", "--format", "csv").Expect(0);

        var ids = home.ChoiceIds();
        Assert.Equal(2, ids.Length);
        Assert.Contains("candidates as of 2014-03-31, runs from 2014-01-02 to 2014-03-31 (the newest range", asOf.Error, StringComparison.Ordinal);
        Assert.Contains($"decision_id={ids[0]}", asOf.Error, StringComparison.Ordinal);
        Assert.Equal(before, home.Run("meta", "show", ids[0]).Expect(0).Output);
        Assert.Equal(["5", "21"], outcomes.Lines[1..].Select(l => l.Split(',')[4]));
        Assert.Equal("2014-04-07", outcomes.Lines[1].Split(',')[5]);
        Assert.Contains("2014-06-30", outcomes.Error, StringComparison.Ordinal); // 63 sessions later
        AssertReturn(home, ids[0], "2014-04-07", 5);
        Assert.Equal(outcomes.Output, home.Run("meta", "outcomes", "--as-of", "2014-03-31", "--format", "csv").Expect(0).Output);
    }

    [Theory]
    [InlineData(3, "there is no run", "--strategy-id", "NOBODY")]
    [InlineData(3, "there is no run", "--strategy-id", "US_CORE_LONG_EQ", "--as-of", "2010-01-04")]
    [InlineData(2, "--top-k expects a whole number from 1", "--strategy-id", "US_CORE_LONG_EQ", "--top-k", "0")]
    [InlineData(3, "λ on 0 days, 3 are needed", "--strategy-id", "US_CORE_LONG_EQ", "--rule", "lambda_uplift")]
    [InlineData(2, "--rule expects sharpe or lambda_uplift or lambda_robust or stab_exposed or stab_robust, found 'luck'", "--strategy-id", "US_CORE_LONG_EQ", "--rule", "luck")]
    public void What_cannot_be_chosen_is_said_in_one_sentence(int exitCode, string sentence, params string[] arguments)
    {
        using var home = CampaignHome.Copy();

        var run = home.Run(["meta", "select", .. arguments]).Expect(exitCode);

        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(home.ChoiceIds());
    }

    [Fact]
    public void A_choice_may_be_looked_at_without_being_kept()
    {
        using var home = CampaignHome.Copy();
        var digest = home.Digest();

        var run = home.Run("meta", "select", "--strategy-id", "US_CORE_LONG_EQ", "--top-k", "2", "--no-save").Expect(0);

        Assert.Equal(3, run.Lines.Length);
        Assert.Equal(digest, home.Digest());
    }

    private static string[] CampaignTo(DateOnly end, params string[] more) =>
    [
        "script", "run_campaign_and_meta", "--strategy-id", Strategy, "--market-id", "US_EQ",
        "--start", "2014-01-02", "--end", end.ToString("O", CultureInfo.InvariantCulture), "--initial-cash", "1000000", .. more,
    ];

    /// <summary>Rows of the table an engine names under the key it names.</summary>
    private static long RowsOf(Database runtime, JsonNode output)
    {
        var key = output["key"]!.AsObject();
        var where = string.Join(" AND ", key.Select(k => k.Value!.GetValueKind() == JsonValueKind.Number ? $"{k.Key} = {k.Value}" : $"{k.Key} = '{k.Value}'"));
        return runtime.Scalar<long>($"SELECT COUNT(*) FROM {output["table"]} WHERE {where}");
    }

    /// <summary>The stored return of a choice of one sleeve is that of its equity in the longer run.</summary>
    private static void AssertReturn(ProgramHome home, string decision, string date, int horizon)
    {
        using var runtime = Database.Open(LogicalDatabase.Runtime, home.Settings);
        var sleeve = SelectionStore.Read(runtime, Strategy, FirstEnd)[0].Selected.Single().SleeveId;
        var run = RunStore.ReadStrategy(runtime, Strategy, DateOnly.MaxValue).Single(r => r.SleeveId == sleeve && r.EndDate > FirstEnd);
        var equity = RunStore.ReadDaily(runtime, run.RunId).ToDictionary(d => d.Date, d => d.EquityCurveValue);
        var outcome = DecisionStore.OutcomesOf(runtime, decision).Single(o => o.HorizonDays == horizon);
        Assert.Equal((equity[DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture)] / equity[FirstEnd]) - 1, outcome.RealizedReturn!.Value, 12);
    }
}
