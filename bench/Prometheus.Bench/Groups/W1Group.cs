using Prometheus.Backtest;
using Prometheus.Bench.Floors;
using Prometheus.Bench.Harness;
using Prometheus.Bench.Worlds;
using Prometheus.Databases;

namespace Prometheus.Bench.Groups;

/// <summary>W1: the walk alone beside the hand-written loop, and the executable from start to printed result beside the plain program.</summary>
internal static class W1Group
{
    private const string Plain = "plain";
    private const string Walked = "walk";
    private const string Process = "process";

    public static IEnumerable<Figure> Run(BenchWorld world) => WalkAlone(world).Concat(world.Options.Engines.Select(engine => EndToEnd(world, engine)));

    private static IEnumerable<Figure> WalkAlone(BenchWorld world)
    {
        var market = world.Market;
        var (open, close) = (market.Prices.Open.Values.ToArray(), market.Prices.Close.Values.ToArray());
        var (plain, walked) = (0.0, 0.0);
        var times = Race.Run(
            Contender.Of(Plain, () => plain = PlainW1.FinalEquity(open, close, market.Sessions.Count, market.Instruments.Count)),
            Contender.Of(Walked, () => walked = W1Strategy.Run(market).Daily[^1].Equity));
        Agree(plain.ToString("F2", System.Globalization.CultureInfo.InvariantCulture), walked.ToString("F2", System.Globalization.CultureInfo.InvariantCulture));
        yield return Figure.Of("w1", "walk", times[Walked], "plain loop", times[Plain], target: 3);
    }

    private static Figure EndToEnd(BenchWorld world, DatabaseEngine engine)
    {
        var databases = world.WithPrices(engine);
        databases.Settle(LogicalDatabase.Historical);
        var (plain, printed) = ("", "");
        var times = Race.Run(
            new Contender(Plain, () => Ended(ChildProcess.Run(world.Options.Plain, [world.Csv]), out plain)),
            new Contender(Process, () => Ended(ChildProcess.Run(world.Options.Prometheus, ["backtest", "w1", "--market", BenchDatabases.MarketId, "--format", "csv"], databases.Environment), out printed)));
        Agree(plain.Trim(), printed.Split('\n')[1].Split(',')[2]);
        return Figure.Of($"w1/{StorageGroup.NameOf(engine)}", "backtest w1 --market, start to printed result", times[Process], "plain program", times[Plain], target: 1);
    }

    private static double Ended(ChildProcess process, out string output)
    {
        output = process.Output;
        return process.Seconds;
    }

    /// <summary>A comparison of speed means nothing unless both did the same work.</summary>
    private static void Agree(string plain, string ours)
    {
        if (plain != ours)
            throw new InvalidOperationException($"the plain W1 ends with an equity of {plain}, Prometheus with {ours}");
    }
}
