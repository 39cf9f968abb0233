using Prometheus.Bench.Harness;
using Prometheus.Bench.Worlds;
using Prometheus.Engines.Assessment;
using Prometheus.Engines.Stability;
using Prometheus.Storage.Databases;
using Prometheus.Storage.Stores.States;

namespace Prometheus.Bench.Groups;

/// <summary>State tables over all days of the market, beside F_write.</summary>
internal static class StorageGroup
{
    private const string Floor = "F_write";

    public static IEnumerable<Figure> Run(BenchWorld world)
        => world.Options.Engines.SelectMany(engine => States(world, engine));

    private static IEnumerable<Figure> States(BenchWorld world, DatabaseEngine engine)
    {
        var group = $"storage/{engine.ToString().ToLowerInvariant()}";
        var market = world.Market;
        var runtime = world.On(engine).Pair.Runtime;
        var everything = SessionSelection.Range(0, market.Sessions.Count - 1);
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, Environment.ProcessorCount);
        var another = StabilityEngine.Compute(market, StabilityOptions.Default with { WindowSessions = 126 }, Environment.ProcessorCount);
        var features = PriceFeatures.Compute(market, Environment.ProcessorCount);
        var score = AssessmentEngine.Compute(market, features, stability, [AssessmentOptions.Default], Environment.ProcessorCount)[0];

        Save(stability);
        var floor = world.On(engine).FloorOf(LogicalDatabase.Runtime, "stability_vectors", "soft_target_classes");
        var times = Race.Run(
            Contender.Of(Floor, floor.Write, floor.Clear),
            Contender.Of("first write", () => Save(stability), floor.Clear),
            Contender.Of("full replacement", () => Save(stability), floor.Settle));
        foreach (var what in new[] { "first write", "full replacement" })
            yield return Figure.Of(group, $"stability states, {what}", times[what], Floor, times[Floor], target: 2);

        Save(another);
        var beside = Race.Run(Contender.Of("replacement", () => Save(stability), floor.Settle));
        yield return Figure.Of(group, "stability states, replacement beside another model", beside["replacement"], Floor, times[Floor]);
        floor.Clear();

        Assess();
        floor = world.On(engine).FloorOf(LogicalDatabase.Runtime, "instrument_scores");
        times = Race.Run(
            Contender.Of(Floor, floor.Write, floor.Clear),
            Contender.Of("first write", Assess, floor.Clear),
            Contender.Of("full replacement", Assess, floor.Settle));
        foreach (var what in new[] { "first write", "full replacement" })
            yield return Figure.Of(group, $"one horizon's scores, {what}", times[what], Floor, times[Floor], target: 2);
        floor.Clear();

        void Save(StabilityState state) => runtime.InTransaction(unit => StabilityStore.Save(unit, market, state, everything));
        void Assess() => runtime.InTransaction(unit => ScoreStore.Save(unit, market, "assessment-basic-v1", score, everything));
    }
}
