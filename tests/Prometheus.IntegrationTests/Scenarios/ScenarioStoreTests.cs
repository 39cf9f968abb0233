using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Data;
using Prometheus.Scenarios;
using Prometheus.Stores.Scenarios;
using Prometheus.Testing.Databases;
using Prometheus.Testing.Markets;
using Xunit;

namespace Prometheus.IntegrationTests.Scenarios;

/// <summary>Scenario sets in the database: the same on both engines.</summary>
public sealed class ScenarioStoreTests
{
    /// <summary>70 names fill one block and a part of the next; some names have holes, some list late.</summary>
    private static readonly ScenarioSet Stored = ScenarioEngine.Generate(RandomMarket.Make(12, 70, 120), new ScenarioRequest
    {
        Name = "A stressed set",
        Description = "for tests",
        Category = ScenarioCategory.Stressed,
        Markets = ["US_EQ"],
        HorizonDays = 4,
        NumPaths = 9,
        BaseDateStart = TinyMarket.FirstDate,
        UniverseFilter = new ScenarioUniverseFilter { Sectors = ["A", "B", "C", "D", "E"] },
        GeneratorSpec = new GeneratorSpec { StressQuantile = 0.3, StressScale = 2 },
        Seed = -7,
    });

    [Theory, OnSqlite, OnPostgreSql]
    public void A_set_comes_back_as_it_went_in(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        world.Runtime.InTransaction(unit => ScenarioStore.Save(unit, Stored));
        var row = ScenarioStore.Find(world.Runtime, "A stressed set");
        Assert.Equal(row, ScenarioStore.Find(world.Runtime, "A_stressed_set"));
        Assert.Equal(row, Assert.Single(ScenarioStore.Summaries(world.Runtime)));
        Assert.Equal(Stored.Request, row.Request());
        var back = ScenarioStore.Restore(world.Runtime, row);
        Assert.Equal(Stored.ContentHash, back.ContentHash);
        Assert.Equal(Stored.MaxDataDate, back.MaxDataDate);
        Assert.Equal(Stored.Totals.ExpectedShortfallByName(0.05), back.Totals.ExpectedShortfallByName(0.05));
        Assert.Throws<NothingMatchedError>(() => ScenarioStore.Find(world.Runtime, "a stressed set"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void The_view_answers_every_row_of_every_path(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        world.Runtime.InTransaction(unit => ScenarioStore.Save(unit, Stored));
        var expected = new List<(long, long, string, double)>();
        for (var path = 0; path < Stored.Paths; path++)
        {
            for (var step = 0; step <= Stored.Horizon; step++)
            {
                for (var i = 0; i < Stored.Instruments.Count; i++)
                {
                    var value = step == 0 ? 0 : Stored.Returns(path, step - 1)[i];
                    if (!double.IsNaN(value))
                        expected.Add((path, step, Stored.Instruments[i], value));
                }
            }
        }

        var found = new List<(long, long, string, double)>();
        using var rows = world.Runtime.Read(
            """
            SELECT scenario_id, horizon_index, instrument_id, return_value FROM scenario_paths
            WHERE scenario_set_id = 'A_stressed_set' AND factor_id = '__INSTRUMENT__' AND macro_id = '__NONE__' AND price IS NULL AND shock_metadata IS NULL
            ORDER BY scenario_id, horizon_index, instrument_id
            """);
        while (rows.Next())
            found.Add((rows.Integer(0), rows.Integer(1), rows.Text(2), rows.Real(3)));
        Assert.Equal(expected, found);
    }

    [Fact]
    public void A_damaged_set_is_not_used()
    {
        using var world = new StoreWorld(DatabaseEngine.Sqlite);
        world.Runtime.InTransaction(unit => ScenarioStore.Save(unit, Stored));
        world.Runtime.InTransaction(unit => unit.Execute("UPDATE scenario_draws SET trade_date = (SELECT MIN(trade_date) FROM scenario_draws) WHERE scenario_id = 3"));
        var row = ScenarioStore.Find(world.Runtime, Stored.SetId);
        Assert.Throws<DataError>(() => ScenarioStore.Restore(world.Runtime, row));
    }

    [Fact]
    public void A_return_too_large_for_the_store_is_named()
    {
        var market = new TinyMarket(4, "A.US").Close("A.US", 0.0001, 100, 101).Build();
        var set = ScenarioEngine.Generate(market, Stored.Request with { Category = ScenarioCategory.Historical, UniverseFilter = ScenarioUniverseFilter.All, HorizonDays = 1 });
        using var world = new StoreWorld(DatabaseEngine.Sqlite);
        var error = Assert.Throws<DataError>(() => world.Runtime.InTransaction(unit => ScenarioStore.Save(unit, set)));
        Assert.Contains("A.US on 2020-01-07", error.Message, StringComparison.Ordinal);
        Assert.Empty(ScenarioStore.Summaries(world.Runtime));
    }
}
