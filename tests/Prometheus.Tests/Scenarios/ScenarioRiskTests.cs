using Prometheus.Core.Errors;
using Prometheus.Core.Numerics;
using Prometheus.Scenarios;
using Prometheus.Testing.Markets;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.Scenarios;

public sealed class ScenarioRiskTests
{
    private static readonly double[] NoWeights = [];

    [Fact]
    public void A_book_earns_the_weighted_compounded_returns()
    {
        // One window only: three returns of A (+10 %, −50 %, +20 %) and of B (0, +100 %, 0).
        var market = new TinyMarket(4, "A.US", "B.US").Close("A.US", 100, 110, 55, 66).Close("B.US", 10, 10, 20, 20).Build();
        var set = ScenarioEngine.Generate(market, ScenarioWorld.Plain with { HorizonDays = 3, NumPaths = 7 });
        var risk = ScenarioRisk.Of(["B.US", "A.US"], [0.25, 0.5], set);
        Assert.All(risk.PathReturns, r => Assert.Equal((0.5 * -0.34) + (0.25 * 1.0), r, 1e-12));
        Assert.Equal(7, risk.NumPaths);
        Assert.Equal(1, risk.Coverage);
    }

    [Theory]
    [InlineData(500, 24)]
    [InlineData(100, 4)]
    [InlineData(40, 1)]
    [InlineData(39, 0)]
    [InlineData(1, 0)]
    public void Value_at_risk_and_shortfall_count_from_the_worst(int paths, int k)
    {
        var market = EngineWorld.Random(6, 320);
        var set = ScenarioEngine.Generate(market, ScenarioWorld.Plain with { NumPaths = paths, Category = ScenarioCategory.Bootstrap });
        var risk = ScenarioRisk.Of([EngineWorld.NameOf(0), EngineWorld.NameOf(2)], [0.6, 0.4], set);
        var sorted = risk.PathReturns.Where(r => !double.IsNaN(r)).Order().ToArray();
        Assert.Equal(sorted.Length, risk.NumPaths);
        Assert.Equal(sorted[0], risk.Minimum);
        Assert.Equal(sorted[^1], risk.Maximum);
        Assert.Equal(sorted.Average(), risk.Mean, 1e-12);
        if (sorted.Length == paths)
        {
            Assert.Equal(sorted[k], risk.Var95);
            Assert.Equal(sorted.Take(k + 1).Average(), risk.Es95, 1e-12);
        }
    }

    [Fact]
    public void Normal_returns_have_the_shortfall_of_the_normal_law()
    {
        const double Sigma = 0.01;
        var price = 100.0;
        var closes = new double[4001];
        closes[0] = price;
        for (var t = 1; t < closes.Length; t++)
            closes[t] = price *= 1 + (Sigma * NormalDistribution.InverseCdf(((t * 1597 % 4000) + 0.5) / 4000)); // every quantile once, in disorder
        var set = ScenarioEngine.Generate(
            new TinyMarket(closes.Length, "A.US").Close("A.US", closes).Build(),
            ScenarioWorld.Plain with { Category = ScenarioCategory.Bootstrap, HorizonDays = 1, NumPaths = 40_000 });
        var risk = ScenarioRisk.Of(["A.US"], [1], set);
        Assert.InRange(risk.Es95 / Sigma, -2.062713 * 1.02, -2.062713 * 0.98);
        Assert.InRange(risk.Var95 / Sigma, -1.644854 * 1.02, -1.644854 * 0.98);
    }

    [Fact]
    public void A_name_the_set_does_not_know_is_counted_and_not_taken_for_cash()
    {
        var market = new TinyMarket(30, "A.US", "B.US").Close("A.US", [.. Enumerable.Range(0, 30).Select(t => 100.0 + t)]).Close("B.US", 50, double.NaN).Build();
        var set = ScenarioEngine.Generate(market, ScenarioWorld.Plain);
        Assert.Equal(["A.US"], set.Instruments.Ids.ToArray());
        var risk = ScenarioRisk.Of(["A.US", "B.US", "C.US"], [0.5, 0.3, -0.2], set);
        Assert.Equal(0.5, risk.Coverage, 1e-15);
        Assert.Equal(ScenarioRisk.Of(["A.US"], [0.5], set).PathReturns, risk.PathReturns);
        var unknown = ScenarioRisk.Of(["B.US"], [1], set);
        Assert.Equal((0, 0.0, double.NaN), (unknown.NumPaths, unknown.Coverage, unknown.Var95));
        Assert.All(unknown.PathReturns, r => Assert.Equal(double.NaN, r));
        var cash = ScenarioRisk.Of([], NoWeights, set);
        Assert.Equal((40, 1.0, 0.0), (cash.NumPaths, cash.Coverage, cash.Es95));
    }

    [Fact]
    public void A_name_with_a_missing_day_is_absent_from_that_path_only()
    {
        var closes = Enumerable.Range(0, 60).Select(t => t == 30 ? double.NaN : 100.0 + (t % 7)).ToArray();
        var market = new TinyMarket(60, "A.US", "B.US").Close("A.US", [.. Enumerable.Range(0, 60).Select(t => 100.0 + (t % 5))]).Close("B.US", closes).Build();
        var set = ScenarioEngine.Generate(market, ScenarioWorld.Plain with { NumPaths = 300 });
        var risk = ScenarioRisk.Of(["A.US", "B.US"], [0.5, 0.5], set);
        var alone = ScenarioRisk.Of(["A.US"], [0.5], set);
        var absent = 0;
        for (var path = 0; path < set.Paths; path++)
        {
            var first = market.Sessions.IndexOf(set.DateOf(path, 0));
            var missing = first <= 30 && first + 4 >= 30;
            absent += missing ? 1 : 0;
            Assert.Equal(missing, double.IsNaN(set.Totals.Of(1)[path]));
            Assert.Equal(missing, risk.PathReturns[path] == alone.PathReturns[path]);
        }

        Assert.InRange(absent, 1, 299);
        Assert.Equal(1 - (0.5 * absent / 300), risk.Coverage, 1e-12);
    }

    [Fact]
    public void Shortfall_by_name_is_that_of_a_book_of_the_name()
    {
        var set = ScenarioEngine.Generate(EngineWorld.Random(15, 300), ScenarioWorld.Plain with { NumPaths = 200 });
        var shortfalls = set.Totals.ExpectedShortfallByName(0.05);
        for (var i = 0; i < set.Instruments.Count; i++)
            Assert.Equal(ScenarioRisk.Of([set.Instruments[i]], [1], set).Es95, shortfalls[i]);
    }

    [Fact]
    public void The_order_of_the_book_does_not_matter()
    {
        var set = ScenarioEngine.Generate(EngineWorld.Random(15, 300), ScenarioWorld.Plain);
        var ids = Enumerable.Range(0, 15).Select(EngineWorld.NameOf).ToArray();
        var weights = Enumerable.Range(0, 15).Select(k => 0.01 * (k + 1)).ToArray();
        var forward = ScenarioRisk.Of(ids, weights, set);
        Assert.Equal(forward.PathReturns, ScenarioRisk.Of(ids.Reverse().ToArray(), weights.Reverse().ToArray(), set).PathReturns);
    }

    [Fact]
    public void A_decision_refuses_a_set_that_has_seen_later_days()
    {
        var market = EngineWorld.Random(5, 100);
        var set = ScenarioEngine.Generate(market, ScenarioWorld.Plain with { BaseDateEnd = market.Sessions[60] });
        set.RequireKnownBy(market.Sessions[60]);
        Assert.Throws<LookAheadError>(() => set.RequireKnownBy(market.Sessions[59]));
    }
}
