using Prometheus.Bench.Harness;
using Prometheus.Bench.Worlds;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Workflows.V0;

namespace Prometheus.Bench.Groups;

/// <summary>The whole v0 flow over half the sessions, computing and saving, against what both may cost together.</summary>
internal static class V0Group
{
    private const string Csv = "F_csv";
    private const string RuntimeFloor = "F_write runtime";
    private const string HistoricalFloor = "F_write historical";

    /// <summary>What the flow finds and does not make.</summary>
    private static readonly string[] Given = ["markets", "instruments", "issuers", "instrument_facts"];

    public static IEnumerable<Figure> Run(BenchWorld world)
    {
        using var half = new BenchWorld(world.Options with { Sessions = world.Options.Sessions / 2 });
        foreach (var engine in half.Options.Engines)
        {
            foreach (var figure in Flow(half, engine))
                yield return figure;
        }
    }

    private static IEnumerable<Figure> Flow(BenchWorld world, DatabaseEngine engine)
    {
        var databases = world.WithPrices(engine);
        var found = databases.FilledTables(LogicalDatabase.Historical);
        var folder = Directory.CreateTempSubdirectory("prometheus-bench-v0-");
        var options = new V0Options { Start = world.Market.Sessions[0], End = world.Market.Sessions[^1], Folder = folder.FullName };
        try
        {
            Execute();
            var derived = databases.FilledTables(LogicalDatabase.Historical).Except(found).Where(t => t != "job_units").ToArray();
            var made = databases.FilledTables(LogicalDatabase.Runtime).Except(Given).ToArray();
            var (historical, runtime) = (databases.FloorOf(LogicalDatabase.Historical, derived), databases.FloorOf(LogicalDatabase.Runtime, made));
            var times = Race.Run(
                world.CsvContender,
                Contender.Of(HistoricalFloor, historical.Write, Empty),
                Contender.Of(RuntimeFloor, runtime.Write, Empty),
                Contender.Of("flow", Execute, Empty),
                Contender.Of("again", Execute, Settle));
            var writes = times[HistoricalFloor] + times[RuntimeFloor];
            var group = $"v0/{StorageGroup.NameOf(engine)}";
            yield return Figure.Of(group, "campaign v0, everything new", times["flow"], "15 F_csv + 2 F_write", (15 * times[Csv]) + (2 * writes), target: 1);
            yield return Figure.Of(group, "campaign v0, nothing left to save", times["again"], "15 F_csv", 15 * times[Csv], target: 1);
            yield return Figure.Of(group, "F_write of what it saves", writes, Csv, times[Csv]);

            void Empty()
            {
                databases.Empty(LogicalDatabase.Historical, [.. derived, "job_units"]);
                databases.Empty(LogicalDatabase.Runtime, made);
            }

            void Settle()
            {
                databases.Settle(LogicalDatabase.Historical);
                databases.Settle(LogicalDatabase.Runtime);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        void Execute() => RunV0.Execute(databases.Pair, options, new JobRunner(TimeProvider.System));
    }
}
