using System.Globalization;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Bench.Harness;
using Prometheus.Bench.Worlds;
using Prometheus.Core.Markets;
using Prometheus.Core.Time;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Workflows.Campaigns;

namespace Prometheus.Bench.Groups;

/// <summary>Three sleeves over the whole history: computing, saving, and the memory the executable needs over twice as many sessions.</summary>
internal static class CampaignGroup
{
    private const string Csv = "F_csv";
    private const string WriteFloor = "F_write";

    /// <summary>What a decision of 500 names left when its reasons were stored as JSON, over nine years on SQLite.</summary>
    private const double BytesOfDocuments = 959_000;

    private const double MemoryLimitMebibytes = 1.5 * 1024;

    /// <summary>What of a campaign's database is no result of it.</summary>
    private static readonly string[] Given = ["markets", "instruments", "issuers", "instrument_facts"];

    public static IEnumerable<Figure> Run(BenchWorld world)
        => Engine(world).Concat(world.Options.Engines.SelectMany(engine => Compute(world, engine).Concat(Saves(world, engine)).Append(Memory(world, engine))));

    private static IEnumerable<Figure> Engine(BenchWorld world)
    {
        var options = Options(world.Market);
        var exchange = ExchangeCalendars.Get(world.Market.Definition.Exchange).Sessions(options.Start, options.End.AddDays(14)).Select(s => s.Date).ToArray();
        var fresh = world.Market;
        var times = Race.Run(
            world.CsvContender,
            Contender.Of("engine", () => CampaignEngine.Run(fresh, options, exchange, "bench", Environment.ProcessorCount), () => fresh = RandomMarket.Fresh(world.Market)));
        yield return Figure.Of("campaign", "three sleeves, market in memory", times["engine"], Csv, times[Csv], target: 6);
    }

    private static IEnumerable<Figure> Compute(BenchWorld world, DatabaseEngine engine)
    {
        var databases = world.WithPrices(engine);
        var options = Options(world.Market);
        var times = Race.Run(
            world.CsvContender,
            Contender.Of("compute", () => RunCampaign.Compute(databases.Pair, options, Environment.ProcessorCount)));
        yield return Figure.Of(Group(engine), "three sleeves, market loaded and digested", times["compute"], Csv, times[Csv], target: 6);
    }

    private static IEnumerable<Figure> Saves(BenchWorld world, DatabaseEngine engine)
    {
        var databases = world.WithPrices(engine);
        var options = Options(world.Market);
        var runner = new JobRunner(TimeProvider.System);
        var before = databases.BytesOf(LogicalDatabase.Runtime);
        Save();
        var decisions = databases.Pair.Runtime.Scalar<long>("SELECT COUNT(*) FROM universe_decisions");
        yield return new Figure(
            Group(engine), "bytes a decision of a saved campaign", (databases.BytesOf(LogicalDatabase.Runtime) - before) / decisions, "B", "bytes of documents", (databases.BytesOf(LogicalDatabase.Runtime) - before) / (decisions * BytesOfDocuments), 0.2);
        var written = databases.FilledTables(LogicalDatabase.Runtime).Except(Given).ToArray();
        var floor = databases.FloorOf(LogicalDatabase.Runtime, written);
        var times = Race.Run(
            Contender.Of(WriteFloor, floor.Write, Empty),
            new Contender("saves", () =>
            {
                Empty();
                return Save();
            }),
            Contender.Of("campaign", () => Save(), Empty),
            Contender.Of("again", () => Save()));
        yield return Figure.Of(Group(engine), "saves of three sleeves", times["saves"], WriteFloor, times[WriteFloor], target: 2);
        yield return Figure.Of(Group(engine), "three sleeves computed and saved", times["campaign"], "its own rerun", times["again"], target: 2.5);
        Empty();

        void Empty() => databases.Empty(LogicalDatabase.Runtime, written);

        // The job's own watch: it runs from the first unit to the last commit.
        double Save()
        {
            var watch = new SavingWatch();
            RunCampaign.Execute(databases.Pair, options, Environment.ProcessorCount, runner, watch);
            return watch.Seconds;
        }
    }

    private static Figure Memory(BenchWorld world, DatabaseEngine engine)
    {
        using var longer = new BenchWorld(world.Options with { Sessions = 2 * world.Options.Sessions });
        var databases = longer.WithPrices(engine);
        var options = Options(longer.Market);
        string[] arguments =
        [
            "backtest", "campaign", "--market-id", options.MarketId, "--start", Iso(options.Start), "--end", Iso(options.End),
            "--max-workers", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture), .. options.Sleeves.SelectMany(s => new[] { "--sleeve", s.Spec.ToString() }),
        ];
        var run = ChildProcess.Run(world.Options.Prometheus, arguments, databases.Environment);
        return new Figure(
            Group(engine), "peak memory over twice the sessions, as a process", run.PeakMebibytes, "MiB", "1.5 GiB", run.PeakMebibytes / MemoryLimitMebibytes, 1);
    }

    private static string Group(DatabaseEngine engine) => $"campaign/{StorageGroup.NameOf(engine)}";

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static CampaignOptions Options(Market market) => new()
    {
        MarketId = market.Definition.MarketId,
        Start = market.Sessions[0],
        End = market.Sessions[^1],
        Sleeves = [.. SleeveCatalog.CoreLong("CORE_EQ_US", market.Definition.MarketId).Select(s => new CampaignSleeve(s, SleeveOptions.Default))],
    };

    private sealed class SavingWatch : IProgress<JobProgress>
    {
        public double Seconds { get; private set; }

        public void Report(JobProgress value) => Seconds = value.Elapsed.TotalSeconds;
    }
}
