using System.Globalization;
using Prometheus.Bench.Harness;
using Prometheus.Bench.Worlds;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Universes;
using Prometheus.States.Prices;
using Prometheus.States.Stability;

namespace Prometheus.Bench.Groups;

/// <summary>Signals over the whole history, beside F_csv; and the same bits without vector instructions.</summary>
internal static class EngineGroup
{
    private const string Name = "engine";
    private const string Csv = "F_csv";

    /// <summary>Without vector instructions everything is many times slower, so fewer names and sessions are compared; 203 leaves a tail in every vector.</summary>
    private static readonly string[] DigestSize = ["--names", "203", "--sessions", "600"];

    public static IEnumerable<Figure> Run(BenchWorld world)
    {
        var workers = Environment.ProcessorCount;
        var market = world.Market;
        var fresh = market;
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, workers);
        var features = PriceFeatures.Compute(market, workers);
        var assessments = AssessmentEngine.Compute(market, features, stability, BaselineSignals.Assessments, workers);
        var decisions = BaselineSignals.DecisionSessions(market);
        var size = new[] { "--names", world.Options.Names.ToString(CultureInfo.InvariantCulture), "--sessions", world.Options.Sessions.ToString(CultureInfo.InvariantCulture) };

        var times = Race.Run(
            world.CsvContender,
            Contender.Of("total returns", () => _ = fresh.TotalReturns, () => fresh = RandomMarket.Fresh(market)),
            Contender.Of("stability", () => StabilityEngine.Compute(market, StabilityOptions.Default, workers)),
            Contender.Of("price features", () => PriceFeatures.Compute(market, workers)),
            Contender.Of("three assessments", () => AssessmentEngine.Compute(market, features, stability, BaselineSignals.Assessments, workers)),
            Contender.Of("one universe", () => UniverseEngine.Select(market, stability, assessments[0], decisions, UniverseOptions.Default with { AssessmentHorizon = 5 })),
            Contender.Of("all signals", () => BaselineSignals.Compute(fresh, workers), () => fresh = RandomMarket.Fresh(market)),
            new Contender("all signals, cold process", () => double.Parse(ChildProcess.Self(["child-signals", .. size]).Output, CultureInfo.InvariantCulture)));

        foreach (var what in new[] { "total returns", "stability", "price features", "three assessments", "one universe" })
            yield return Figure.Of(Name, what, times[what], Csv, times[Csv]);
        foreach (var what in new[] { "all signals", "all signals, cold process" })
            yield return Figure.Of(Name, what, times[what], Csv, times[Csv], target: 1);
        foreach (var switchedOff in new[] { "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic" })
            yield return SameBits(switchedOff);
    }

    /// <summary>Ratio 0: the digests agree; 1: they differ.</summary>
    private static Figure SameBits(string switchedOff)
    {
        var with = ChildProcess.Self(["child-digest", .. DigestSize]);
        var without = ChildProcess.Self(["child-digest", .. DigestSize], new Dictionary<string, string> { [switchedOff] = "0" });
        return new Figure(Name, $"signals' bits with {switchedOff}=0", without.Seconds, "s", "0 where equal", with.Output == without.Output ? 0 : 1, 0);
    }
}
