using System.Text.Json.Nodes;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Data;
using Prometheus.Scenarios;
using Prometheus.Sources.Synthetic;
using Prometheus.Stores.Runs;
using Prometheus.Stores.Scenarios;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.Risk;
using Prometheus.Workflows.Scenarios;
using Xunit;

namespace Prometheus.IntegrationTests.Scenarios;

/// <summary>Generating sets and trying stored books on them, on a small synthetic market.</summary>
public sealed class ScenarioWorkflowTests
{
    private const string Portfolio = "US_EQ_CORE_PORT";

    private static readonly ScenarioRequest Early = new()
    {
        Name = "EARLY",
        Markets = ["US_EQ"],
        HorizonDays = 10,
        NumPaths = 100,
        BaseDateStart = new DateOnly(2019, 6, 1),
        BaseDateEnd = new DateOnly(2020, 6, 30),
    };

    [Theory, OnSqlite, OnPostgreSql]
    public void The_same_request_has_nothing_to_do_and_another_one_needs_a_word(DatabaseEngine engine)
    {
        using var world = Synthetic(engine);
        var first = GenerateScenarios.Execute(world.Pair, Early);
        Assert.True(first is { Rows: > 0, Replaced: false });
        var digest = world.Digest();
        Assert.Equal(0, GenerateScenarios.Execute(world.Pair, Early).Rows);
        Assert.Equal(digest, world.Digest());
        Assert.Throws<UserError>(() => GenerateScenarios.Execute(world.Pair, Early with { Seed = 4 }));
        Assert.Equal(digest, world.Digest());
        Assert.True(GenerateScenarios.Execute(world.Pair, Early with { Seed = 4 }, replace: true).Replaced);
        Assert.NotEqual(digest, world.Digest());
        GenerateScenarios.Execute(world.Pair, Early, replace: true);
        Assert.Equal(digest, world.Digest());
    }

    [Fact]
    public void A_regime_filter_computes_the_regimes_it_needs()
    {
        using var world = Synthetic(DatabaseEngine.Sqlite);
        var done = GenerateScenarios.Execute(world.Pair, Early with { Name = "CALM", RegimeFilter = ["NEUTRAL", "CARRY"] });
        Assert.Equal(done.Set.ContentHash, ScenarioStore.Restore(world.Runtime, ScenarioStore.Find(world.Runtime, "CALM")).ContentHash);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Books_are_tried_on_a_set_and_other_sets_are_kept(DatabaseEngine engine)
    {
        using var world = Synthetic(engine);
        GenerateScenarios.Execute(world.Pair, Early);
        GenerateScenarios.Execute(world.Pair, Early with { Name = "LATE set", BaseDateEnd = new DateOnly(2021, 3, 31) });
        var books = Books(world);
        var selection = new BookSelection { PortfolioId = Portfolio };

        var early = Assert.Single(RunScenarioRisk.Execute(world.Pair, selection, "EARLY", workers: 2));
        Assert.Equal(new ReportedBooks("live", 3, 3, 1), early); // the first book is older than the set's last day
        Assert.Equal(new ReportedBooks("live", 3, 0, 3), Assert.Single(RunScenarioRisk.Execute(world.Pair, selection, "LATE set", workers: 2)));

        var set = ScenarioStore.Restore(world.Runtime, ScenarioStore.Find(world.Runtime, "EARLY"));
        var reports = RiskReportStore.Read(world.Runtime, Portfolio, books[0].Date, books[^1].Date, null);
        Assert.Equal(books.Select(b => b.Date), reports.Select(r => r.AsOfDate));
        foreach (var (report, book) in reports.Zip(books))
        {
            var risk = ScenarioRisk.Of(book.Ids, book.Weights, set);
            var metrics = JsonNode.Parse(report.RiskMetrics)!.AsObject();
            Assert.Equal(risk.Var95, metrics["EARLY:scenario_var_95"]!.GetValue<double>());
            Assert.Equal(risk.Es95, metrics["EARLY:scenario_es_95"]!.GetValue<double>());
            Assert.Equal(risk.Mean, metrics["EARLY:scenario_pnl_mean"]!.GetValue<double>());
            Assert.Equal(risk.Minimum, metrics["EARLY:scenario_pnl_min"]!.GetValue<double>());
            Assert.Equal(risk.Maximum, metrics["EARLY:scenario_pnl_max"]!.GetValue<double>());
            Assert.Equal(risk.NumPaths, metrics["EARLY:scenario_num_paths"]!.GetValue<double>());
            Assert.Equal(report.AsOfDate < set.MaxDataDate, metrics.ContainsKey("EARLY:hindsight"));
            Assert.True(metrics["LATE_set:hindsight"]!.GetValue<bool>());
            Assert.True(metrics["expected_volatility"]!.GetValue<double>() > 0);
            var paths = JsonNode.Parse(report.ScenarioPnl)!.AsObject();
            Assert.Equal(200, paths.Count);
            Assert.Equal(risk.PathReturns[7], paths["EARLY:7"]!.GetValue<double>());
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void The_order_of_commands_leaves_no_mark(DatabaseEngine engine)
    {
        using var world = Synthetic(engine);
        GenerateScenarios.Execute(world.Pair, Early);
        Books(world);
        var selection = new BookSelection { PortfolioId = Portfolio };
        RunScenarioRisk.Execute(world.Pair, selection, "EARLY", workers: 1);
        var digest = world.Digest();
        Assert.Equal(new ReportedBooks("live", 3, 0, 0), Assert.Single(BackfillRiskReports.Execute(world.Pair, selection, workers: 2)));
        Assert.Equal(digest, world.Digest());
        RunScenarioRisk.Execute(world.Pair, selection, "EARLY", workers: 2);
        Assert.Equal(digest, world.Digest());
    }

    [Fact]
    public void Only_the_books_asked_for_are_touched()
    {
        using var world = Synthetic(DatabaseEngine.Sqlite);
        GenerateScenarios.Execute(world.Pair, Early);
        var books = Books(world);
        Assert.Equal(1, RunScenarioRisk.Execute(world.Pair, new BookSelection { PortfolioId = Portfolio, Limit = 1 }, "EARLY", 1)[0].Books);
        Assert.Equal(1, RunScenarioRisk.Execute(world.Pair, new BookSelection { PortfolioId = Portfolio, Start = books[2].Date }, "EARLY", 1)[0].Created);
        Assert.Equal([books[0].Date, books[2].Date], RiskReportStore.Read(world.Runtime, Portfolio, books[0].Date, books[2].Date, "live").Select(r => r.AsOfDate));
        Assert.Throws<UserError>(() => RunScenarioRisk.Execute(world.Pair, new BookSelection { PortfolioId = Portfolio, Limit = 0 }, "EARLY", 1));
        Assert.Throws<NothingMatchedError>(() => RunScenarioRisk.Execute(world.Pair, new BookSelection { PortfolioId = Portfolio, End = new DateOnly(2018, 1, 1) }, "EARLY", 1));
        Assert.Throws<NothingMatchedError>(() => RunScenarioRisk.Execute(world.Pair, new BookSelection { PortfolioId = "NONE" }, "EARLY", 1));
    }

    private static StoreWorld Synthetic(DatabaseEngine engine)
    {
        var world = new StoreWorld(engine);
        GenerateSynthetic.Run(world.Pair, new GenerateSyntheticOptions
        {
            Market = new SyntheticMarketOptions { Instruments = 24, Start = new DateOnly(2019, 1, 2), End = new DateOnly(2021, 6, 30), Seed = 5 },
        });
        return world;
    }

    /// <summary>Three stored target books: one before the end of the early set, two after; one of them names a stranger to the set.</summary>
    private static (DateOnly Date, string[] Ids, double[] Weights)[] Books(StoreWorld world)
    {
        var ids = world.Runtime.Query<string>("SELECT instrument_id FROM instruments WHERE asset_class = 'EQUITY' ORDER BY instrument_id");
        (DateOnly Date, string[] Ids, double[] Weights)[] books =
        [
            (new DateOnly(2020, 5, 29), [ids[0], ids[3]], [0.5, 0.25]),
            (new DateOnly(2020, 9, 30), [ids[1], ids[4], ids[9]], [0.3, 0.3, 0.3]),
            (new DateOnly(2021, 2, 26), [.. ids.Take(10)], [.. Enumerable.Repeat(0.1, 10)]),
        ];
        world.Runtime.InTransaction(unit =>
        {
            foreach (var (date, names, weights) in books)
                HandMadeBook.Save(unit, "live", Portfolio, date, names, weights);
        });
        return books;
    }
}
