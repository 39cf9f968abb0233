using Prometheus.Bench.Harness;
using Prometheus.Bench.Worlds;
using Prometheus.Core.Numerics;
using Prometheus.Databases;
using Prometheus.Scenarios;
using Prometheus.Stores.Scenarios;

namespace Prometheus.Bench.Groups;

/// <summary>A scenario set of 500 paths × 20 sessions over all names of the market: drawn, used and saved.</summary>
internal static class ScenarioGroup
{
    private const string Name = "scenario";
    private const string Copy = "memory copy of the panel";
    private const string Product = "bare matrix product";
    private const string WriteFloor = "F_write";
    private const int Books = 500;

    private static readonly string[] Tables = ["scenario_sets", "scenario_entities", "scenario_returns", "scenario_draws"];

    private static readonly ScenarioRequest Request = new() { Name = "BENCH", Markets = [BenchDatabases.MarketId] };

    public static IEnumerable<Figure> Run(BenchWorld world)
        => Generation(world).Concat(Risk(world)).Concat(world.Options.Engines.SelectMany(engine => Save(world, engine)));

    private static IEnumerable<Figure> Generation(BenchWorld world)
    {
        var market = world.Market;
        _ = market.TotalReturns;
        var panel = ScenarioEngine.Generate(market, Request).Materialise();
        var copy = new double[panel.Length];
        ScenarioSet? set = null;
        var times = Race.Run(
            Contender.Of(Copy, () => panel.CopyTo(copy, 0)),
            Contender.Of("generate", () => set = ScenarioEngine.Generate(market, Request)),
            Contender.Of("materialise", () => panel = ScenarioEngine.Generate(market, Request).Materialise()),
            Contender.Of("totals", () => _ = set!.Totals));
        yield return Figure.Of(Name, "a set generated, compact", times["generate"], Copy, times[Copy], target: 10);
        yield return Figure.Of(Name, "a set generated, as a panel", times["materialise"], Copy, times[Copy], target: 10);
        yield return Figure.Of(Name, "what each path made of each name", times["totals"], Copy, times[Copy]);
    }

    private static IEnumerable<Figure> Risk(BenchWorld world)
    {
        var totals = ScenarioEngine.Generate(world.Market, Request).Totals;
        var (names, paths) = (totals.Instruments.Count, totals.Paths);
        var columns = Enumerable.Range(0, names).ToArray();
        var stream = new RandomStream("bench", "books");
        var weights = Enumerable.Range(0, Books).Select(_ => columns.Select(_ => stream.NextUniform() / names).ToArray()).ToArray();
        var returns = columns.SelectMany(i => totals.Of(i).ToArray()).ToArray(); // [names × paths]
        var results = new double[paths];
        var times = Race.Run(
            Contender.Of(Product, () =>
            {
                foreach (var book in weights)
                    Multiply(book, returns, results);
            }),
            Contender.Of("risk", () =>
            {
                foreach (var book in weights)
                    results = ScenarioRisk.Of(columns, book, totals).PathReturns;
            }));
        yield return Figure.Of(Name, "scenario risk of 500 books", times["risk"], Product, times[Product], target: 5);
    }

    /// <summary>One book: weights × returns, name after name.</summary>
    private static void Multiply(double[] weights, double[] returns, double[] results)
    {
        Array.Clear(results);
        for (var i = 0; i < weights.Length; i++)
        {
            var weight = weights[i];
            var row = returns.AsSpan(i * results.Length, results.Length);
            for (var p = 0; p < results.Length; p++)
                results[p] += weight * row[p];
        }
    }

    private static IEnumerable<Figure> Save(BenchWorld world, DatabaseEngine engine)
    {
        var databases = world.On(engine);
        ScenarioSet? set = null;
        New();
        Write();
        var floor = databases.FloorOf(LogicalDatabase.Runtime, Tables);
        var times = Race.Run(
            Contender.Of(WriteFloor, floor.Write, Empty),
            Contender.Of("save", Write, () =>
            {
                New(); // the hash of its content is part of saving
                Empty();
            }));
        yield return Figure.Of($"{Name}/{StorageGroup.NameOf(engine)}", "a set saved, of its compact bytes", times["save"], WriteFloor, times[WriteFloor], target: 2);
        Empty();

        void New() => set = ScenarioEngine.Generate(world.Market, Request);
        void Write() => databases.Pair.Runtime.InTransaction(unit => ScenarioStore.Save(unit, set!));
        void Empty() => databases.Empty(LogicalDatabase.Runtime, Tables);
    }
}
