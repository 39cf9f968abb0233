using Prometheus.Bench.Harness;
using Prometheus.Bench.Worlds;
using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Opinions.Assessment;
using Prometheus.States.Prices;
using Prometheus.States.Stability;
using Prometheus.Stores.States;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.Stability;

namespace Prometheus.Bench.Groups;

/// <summary>Prices in and out, and state tables over all days, on each database engine.</summary>
internal static class StorageGroup
{
    private const string Csv = "F_csv";
    private const string ReadFloor = "F_read";
    private const string WriteFloor = "F_write";

    private static readonly string[] StateTables = ["stability_vectors", "soft_target_classes"];

    private static readonly string[] ScoreTables = ["assessments", "assessment_scores"];

    public static IEnumerable<Figure> Run(BenchWorld world)
        => world.Options.Engines.SelectMany(engine => Import(world, engine).Concat(Panels(world, engine)).Concat(Backfill(world, engine)).Concat(Scores(world, engine)));

    public static string NameOf(DatabaseEngine engine) => engine == DatabaseEngine.Sqlite ? "sqlite" : "postgres";

    private static string Group(DatabaseEngine engine) => $"storage/{NameOf(engine)}";

    private static IEnumerable<Figure> Import(BenchWorld world, DatabaseEngine engine)
    {
        var databases = world.WithPrices(engine);
        var filled = databases.FilledTables(LogicalDatabase.Historical);
        var floor = databases.FloorOf(LogicalDatabase.Historical, "prices_daily");
        var times = Race.Run(
            world.CsvContender,
            Contender.Of(WriteFloor, floor.Write, Empty),
            Contender.Of("import", () => databases.Import(world.Csv), Empty),
            Contender.Of("again", () => databases.Import(world.Csv), () => databases.Settle(LogicalDatabase.Historical)));
        var bound = (2 * times[WriteFloor]) + (3 * times[Csv]);
        yield return Figure.Of(Group(engine), "price import", times["import"], "2 F_write + 3 F_csv", bound, target: 1);
        yield return Figure.Of(Group(engine), "price import, nothing new", times["again"], "2 F_write + 3 F_csv", bound);
        yield return Figure.Of(Group(engine), "F_write of the bars", times[WriteFloor], Csv, times[Csv]);

        void Empty() => databases.Empty(LogicalDatabase.Historical, filled);
    }

    private static IEnumerable<Figure> Panels(BenchWorld world, DatabaseEngine engine)
    {
        var databases = world.WithPrices(engine);
        var floor = databases.ReadFloor;
        var everything = new MarketLoadOptions { MarketId = BenchDatabases.MarketId, End = DateOnly.MaxValue, Reads = MarketReads.All | MarketReads.AdjustedCloses, Axis = MarketAxis.StoredDates };
        var times = Race.Run(
            world.CsvContender,
            Contender.Of(ReadFloor, () => floor.Read(world.RowOfDate, world.Options.Names)),
            // Settled, because the contender before it wrote tiles: an embedded database tidies up when its last reader leaves.
            Contender.Of("tiles", () => MarketLoader.Load(databases.Pair, everything), () => databases.Settle(LogicalDatabase.Historical)),
            Contender.Of("rows", () => MarketLoader.Load(databases.Pair, everything), () => databases.Empty(LogicalDatabase.Historical, "price_tiles")));
        yield return Figure.Of(Group(engine), "six panels from tiles", times["tiles"], Csv, times[Csv], target: 0.25);
        yield return Figure.Of(Group(engine), "six panels from rows, tiles rebuilt", times["rows"], Csv, times[Csv], target: 6);
        yield return Figure.Of(Group(engine), "F_read", times[ReadFloor], Csv, times[Csv]);
    }

    private static IEnumerable<Figure> Backfill(BenchWorld world, DatabaseEngine engine)
    {
        var databases = world.WithPrices(engine);
        var runner = new JobRunner(TimeProvider.System);
        Run(force: false);
        var floor = databases.FloorOf(LogicalDatabase.Runtime, StateTables);
        var times = Race.Run(
            Contender.Of(WriteFloor, floor.Write, Empty),
            Contender.Of("first", () => Run(force: false), Empty),
            Contender.Of("replacement", () => Run(force: true), Settle),
            Contender.Of("unchanged", () => Run(force: false), Settle));
        yield return Figure.Of(Group(engine), "stab backfill, first write", times["first"], WriteFloor, times[WriteFloor], target: 2);
        yield return Figure.Of(Group(engine), "stab backfill, full replacement", times["replacement"], WriteFloor, times[WriteFloor], target: 2);
        yield return Figure.Of(Group(engine), "stab backfill, unchanged rerun", times["unchanged"], WriteFloor, times[WriteFloor], target: 0.1);
        Empty();

        void Run(bool force) => BackfillStability.Execute(
            databases.Pair, BenchDatabases.MarketId, StabilityEntity.Instrument, world.Market.Sessions[0], world.Market.Sessions[^1], StabilityOptions.Default, new JobContext(new JobOptions { Force = force }, runner));
        void Empty() => databases.Empty(LogicalDatabase.Runtime, [.. StateTables, "job_units"]);
        void Settle() => databases.Settle(LogicalDatabase.Runtime);
    }

    private static IEnumerable<Figure> Scores(BenchWorld world, DatabaseEngine engine)
    {
        var (market, workers) = (world.Market, Environment.ProcessorCount);
        var databases = world.WithPrices(engine);
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, workers);
        var scores = AssessmentEngine.Compute(market, PriceFeatures.Compute(market, workers), stability, [AssessmentOptions.Default], workers)[0];
        var everything = SessionSelection.Range(0, market.Sessions.Count - 1);
        Save();
        var floor = databases.FloorOf(LogicalDatabase.Runtime, ScoreTables);
        var times = Race.Run(
            Contender.Of(WriteFloor, floor.Write, Empty),
            Contender.Of("first", Save, Empty),
            Contender.Of("replacement", Save, () => databases.Settle(LogicalDatabase.Runtime)));
        yield return Figure.Of(Group(engine), "one horizon's scores, first write", times["first"], WriteFloor, times[WriteFloor]);
        yield return Figure.Of(Group(engine), "one horizon's scores, full replacement", times["replacement"], WriteFloor, times[WriteFloor]);
        Empty();

        void Save() => databases.Pair.Runtime.InTransaction(unit => ScoreStore.Save(unit, market, "bench", scores, everything));
        void Empty() => databases.Empty(LogicalDatabase.Runtime, ScoreTables);
    }
}
