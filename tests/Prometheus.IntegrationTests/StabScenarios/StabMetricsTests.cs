using System.Text.Json.Nodes;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Embeddings.Joint;
using Prometheus.IntegrationTests.Data;
using Prometheus.IntegrationTests.Scenarios;
using Prometheus.Scenarios;
using Prometheus.Sources.Synthetic;
using Prometheus.Stores.Embeddings;
using Prometheus.Stores.Runs;
using Prometheus.Stores.Scenarios;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.Risk;
using Prometheus.Workflows.Scenarios;
using Prometheus.Workflows.StabScenarios;
using Xunit;

namespace Prometheus.IntegrationTests.StabScenarios;

/// <summary>
/// Seed 004 by hand: names A = (1,0,0) and B = (0,1,0), scenarios (1,0,0), (0,1,0) and (0,0,1). A book of 0.6 A, 0.2 B and 0.2 of a name
/// without a vector lies at (0.75, 0.25, 0); a book of A alone at (1, 0, 0).
/// </summary>
public sealed class StabMetricsTests
{
    private const string Portfolio = "PORT";

    private const string Run = "aaaaaaaa-0000-8000-8000-000000000001";

    private const string Model = "hand-v1";

    private static readonly JointSpace Space = new(JointSpaces.StabFragility.JointType, Model, [new("stab", "hand", 1, 3)]);

    private static readonly DateOnly States = new(2020, 10, 1);

    private static readonly DateOnly[] Dates = [new(2020, 9, 30), new(2020, 10, 30), new(2020, 11, 30)];

    [Theory, OnSqlite, OnPostgreSql]
    public void Books_and_runs_say_what_was_worked_out_by_hand(DatabaseEngine engine)
    {
        using var world = World(engine);
        var selection = new BookSelection { PortfolioId = Portfolio };
        RunScenarioRisk.Execute(world.Pair, selection, "HAND", workers: 1);
        var risks = Metrics(world);

        var done = Assert.Single(BackfillStabMetrics.Execute(world.Pair, selection, "HAND", Model, workers: 1));

        Assert.Equal(new ComparedBooks(Run, 3, 2, 2, 0), done); // on the first date no vector is known yet
        var metrics = Metrics(world);
        Assert.DoesNotContain(metrics[0], m => m.Key.Contains("stab_", StringComparison.Ordinal));
        Check(metrics[1], "0", Math.Sqrt(0.9), Math.Sqrt(0.125), Math.Sqrt(0.625), (Math.Sqrt(0.9) + Math.Sqrt(0.1)) / 3, coverage: 0.8);
        Check(metrics[2], "0", 1, 0, 1, 1.0 / 3, coverage: 1);
        var set = ScenarioStore.Restore(world.Runtime, ScenarioStore.Find(world.Runtime, "HAND"));
        var direct = ScenarioRisk.Of([Ids(world)[0]], [0.95], set).PathReturns[0];
        Assert.Equal(direct, metrics[2]["HAND:stab_closest_scenario_pnl"]!.GetValue<double>(), 12);
        AssertOthersUntouched(risks, metrics);

        SaveRun(world);
        Assert.True(Assert.Single(SummariseStabMetrics.Execute(world.Pair, null, null)) is { Days: 2, SetId: "HAND", Written: true });
        var run = JsonNode.Parse(RunStore.Find(world.Runtime, Run).MetricsJson)!.AsObject();
        Assert.Equal(1.25, run["annualised_sharpe"]!.GetValue<double>());
        Assert.Equal(0.5, run["stab_risk_score_mean_over_run"]!.GetValue<double>());
        Assert.Equal("HAND", run["stab_scenario_set_id"]!.GetValue<string>());
        Assert.Equal((Math.Sqrt(0.9) + 1) / 2, run["stab_closest_scenario_cosine_mean"]!.GetValue<double>(), 6);
        Assert.Equal(Math.Sqrt(0.9), run["stab_closest_scenario_cosine_min"]!.GetValue<double>(), 6);
        Assert.Equal(1, run["stab_closest_scenario_cosine_max"]!.GetValue<double>(), 6);
        Assert.Equal((Math.Sqrt(0.625) + 1) / 2, run["stab_portfolio_ctx_norm_mean"]!.GetValue<double>(), 6);
        Assert.Equal(1, run["stab_portfolio_ctx_norm_max"]!.GetValue<double>(), 6);
        Assert.Equal(2, run["stab_num_days"]!.GetValue<int>());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Doing_it_again_writes_nothing_and_the_order_of_commands_leaves_no_mark(DatabaseEngine engine)
    {
        using var world = World(engine);
        var selection = new BookSelection { PortfolioId = Portfolio };
        RunScenarioRisk.Execute(world.Pair, selection, "HAND", workers: 1);
        BackfillStabMetrics.Execute(world.Pair, selection, "HAND", Model, workers: 1);
        var digest = world.Digest();

        Assert.Equal(0, Assert.Single(BackfillStabMetrics.Execute(world.Pair, selection, "HAND", Model, workers: 2)).Written);
        RunScenarioRisk.Execute(world.Pair, selection, "HAND", workers: 1);
        BackfillRiskReports.Execute(world.Pair, selection, workers: 1);
        Assert.Equal(digest, world.Digest());

        SaveRun(world);
        Assert.True(Assert.Single(SummariseStabMetrics.Execute(world.Pair, null, null)).Written);
        digest = world.Digest();
        Assert.False(Assert.Single(SummariseStabMetrics.Execute(world.Pair, "S", Run)).Written);
        Assert.Equal(digest, world.Digest());
    }

    [Fact]
    public void The_plain_keys_hold_the_last_set_and_every_set_keeps_its_own()
    {
        using var world = World(DatabaseEngine.Sqlite);
        var selection = new BookSelection { PortfolioId = Portfolio };
        BackfillStabMetrics.Execute(world.Pair, selection, "HAND", Model, workers: 1);
        var before = Metrics(world)[2];

        var done = Assert.Single(BackfillStabMetrics.Execute(world.Pair, selection, "LATE", Model, workers: 1));

        Assert.Equal(2, done.Hindsight);
        var metrics = Metrics(world)[2];
        Assert.Equal("LATE", metrics["stab_scenario_set_id"]!.GetValue<string>());
        Assert.Equal("2", metrics["stab_closest_scenario_id"]!.GetValue<string>());
        Assert.True(metrics["LATE:hindsight"]!.GetValue<bool>());
        Assert.False(metrics.ContainsKey("HAND:hindsight"));
        foreach (var (key, value) in before.Where(m => m.Key.StartsWith("HAND:", StringComparison.Ordinal)))
            Assert.True(JsonNode.DeepEquals(value, metrics[key]), key);
    }

    [Fact]
    public void The_closest_scenarios_of_the_latest_book_are_shown_in_order()
    {
        using var world = World(DatabaseEngine.Sqlite);
        var request = new StabExposureRequest { PortfolioId = Portfolio, AsOf = new DateOnly(2020, 11, 29), ScenarioSet = "HAND", ModelId = Model, TopK = 2 };

        var exposed = Assert.Single(ShowStabExposure.Execute(world.Pair, request, workers: 1));

        Assert.Equal(Dates[1], exposed.Book.AsOfDate);
        Assert.Equal(["0", "1"], exposed.Scenarios.Select(s => s.Closeness.ScenarioId));
        Assert.Equal(Math.Sqrt(0.1), exposed.Scenarios[1].Closeness.Cosine, 6);
        Assert.Equal(2, exposed.Vector!.InstrumentsUsed);
        var unknown = Assert.Throws<NothingMatchedError>(() => ShowStabExposure.Execute(world.Pair, request with { ModelId = "other" }, 1));
        Assert.Contains("embed stab-scenarios", unknown.Message, StringComparison.Ordinal);
        var early = Assert.Throws<NothingMatchedError>(() => ShowStabExposure.Execute(world.Pair, request with { AsOf = Dates[0] }, 1));
        Assert.Contains("embed stab-states", early.Message, StringComparison.Ordinal);
    }

    private static void Check(JsonObject metrics, string closest, double cosine, double distance, double norm, double top, double coverage)
    {
        foreach (var prefix in new[] { "", "HAND:" })
        {
            Assert.Equal("HAND", metrics[prefix + "stab_scenario_set_id"]!.GetValue<string>());
            Assert.Equal(closest, metrics[prefix + "stab_closest_scenario_id"]!.GetValue<string>());
            Assert.Equal(cosine, metrics[prefix + "stab_closest_scenario_cosine"]!.GetValue<double>(), 6);
            Assert.Equal(distance, metrics[prefix + "stab_closest_scenario_distance"]!.GetValue<double>(), 6);
            Assert.Equal(norm, metrics[prefix + "stab_portfolio_ctx_norm"]!.GetValue<double>(), 6);
            Assert.Equal(top, metrics[prefix + "stab_top3_scenario_cosine_mean"]!.GetValue<double>(), 6);
        }

        Assert.Equal(coverage, metrics["HAND:stab_coverage"]!.GetValue<double>(), 12);
    }

    private static void AssertOthersUntouched(JsonObject[] before, JsonObject[] after)
    {
        foreach (var (old, now) in before.Zip(after))
        {
            foreach (var (key, value) in old)
                Assert.True(JsonNode.DeepEquals(value, now[key]), key);
        }
    }

    private static JsonObject[] Metrics(StoreWorld world)
        => [.. RiskReportStore.Read(world.Runtime, Portfolio, Dates[0], Dates[^1], null).Select(r => JsonNode.Parse(r.RiskMetrics)!.AsObject())];

    private static IReadOnlyList<string> Ids(StoreWorld world)
        => world.Runtime.Query<string>("SELECT instrument_id FROM instruments WHERE asset_class = 'EQUITY' ORDER BY instrument_id");

    private static StoreWorld World(DatabaseEngine engine)
    {
        var world = new StoreWorld(engine);
        GenerateSynthetic.Run(world.Pair, new GenerateSyntheticOptions
        {
            Market = new SyntheticMarketOptions { Instruments = 6, Start = new DateOnly(2019, 1, 2), End = new DateOnly(2021, 3, 31), Seed = 5 },
        });
        var early = new ScenarioRequest { Name = "HAND", Markets = ["US_EQ"], HorizonDays = 5, NumPaths = 3, BaseDateEnd = new DateOnly(2020, 6, 30) };
        GenerateScenarios.Execute(world.Pair, early);
        GenerateScenarios.Execute(world.Pair, early with { Name = "LATE", BaseDateEnd = new DateOnly(2021, 2, 26) });
        var ids = Ids(world);
        world.Historical.InTransaction(unit =>
        {
            float[][] axes = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
            Save(unit, "INSTRUMENT:", States, [(ids[0], axes[0]), (ids[1], axes[1])]);
            Save(unit, "SCENARIO:HAND:", new DateOnly(2020, 3, 2), [("0", axes[0]), ("1", axes[1]), ("2", axes[2])]);
            Save(unit, "SCENARIO:LATE:", new DateOnly(2020, 12, 2), [("0", axes[2]), ("1", axes[1]), ("2", axes[0])]);
        });
        world.Runtime.InTransaction(unit =>
        {
            (string Id, double Weight)[][] books = [[(ids[0], 0.5)], [(ids[0], 0.6), (ids[1], 0.2), (ids[2], 0.2)], [(ids[0], 0.95)]];
            foreach (var (date, book) in Dates.Zip(books))
                HandMadeBook.Save(unit, Run, Portfolio, date, Array.ConvertAll(book, w => w.Id), Array.ConvertAll(book, w => w.Weight));
        });
        return world;
    }

    private static void Save(DatabaseTransaction unit, string prefix, DateOnly asOf, (string Id, float[] Vector)[] vectors)
        => JointEmbeddingStore.Save(
            unit, Space, new JointRange(asOf, asOf, prefix), vectors.Select(v => new JointVector(prefix + v.Id, asOf, v.Vector, 1, 1, "{}")));

    /// <summary>Comes after its books have reports: this run has no configuration to compute them with.</summary>
    private static void SaveRun(StoreWorld world) => world.Runtime.InTransaction(unit => unit.Execute(
        $$"""
        INSERT INTO backtest_runs (run_id, strategy_id, sleeve_id, market_id, portfolio_id, universe_id, start_date, end_date, data_digest, config_json, metrics_json)
        VALUES ('{{Run}}', 'S', 'S_H21', 'US_EQ', '{{Portfolio}}', 'U', '2020-09-01', '2020-12-31', 'd', '{"options":null}', '{"annualised_sharpe":1.25,"stab_risk_score_mean_over_run":0.5}')
        """));
}
