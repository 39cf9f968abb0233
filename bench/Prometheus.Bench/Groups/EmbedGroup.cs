using Prometheus.Bench.Harness;
using Prometheus.Bench.Worlds;
using Prometheus.Core.Numerics;
using Prometheus.Databases;
using Prometheus.Embeddings.Numeric;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Bench.Groups;

/// <summary>
/// Window vectors of five models: encoded beside the bare matrix products of as many windows, saved beside F_write. The fits are made
/// beforehand and timed by themselves.
/// </summary>
internal static class EmbedGroup
{
    private const string Name = "embed";
    private const string Product = "bare products";
    private const string WriteFloor = "F_write";
    private const int Tile = 32;
    private const int SavedSessions = 252;

    public static IEnumerable<Figure> Run(BenchWorld world)
        => Encode(world).Concat(world.Options.Engines.SelectMany(engine => Save(world, engine)));

    private static IEnumerable<Figure> Encode(BenchWorld world)
    {
        var (market, workers) = (world.Market, Environment.ProcessorCount);
        var entities = MarketEntities.Of(market);
        var states = Fit();
        var times = Race.Run(
            Contender.Of(Product, () => Products(states, entities, workers)),
            Contender.Of("encode", () => EncodeAll(states, entities, workers)),
            Contender.Of("series", () => MarketEntities.Of(RandomMarket.Fresh(market))),
            Contender.Of("fit", () => Fit()));
        yield return Figure.Of(Name, "five models encoded", times["encode"], Product, times[Product], target: 3);
        yield return Figure.Of(Name, "series of a market", times["series"], Product, times[Product]);
        yield return Figure.Of(Name, "walk-forward fits of five models", times["fit"], Product, times[Product]);

        NumericState[] Fit() => [.. NumericModels.All.Select(m => NumericEngine.Fit(entities, m, NumericOptions.Default, workers))];
    }

    /// <summary>Every year of every model, each in the room of the year before.</summary>
    private static void EncodeAll(NumericState[] states, MarketEntities entities, int workers)
    {
        NumericBlock? block = null;
        foreach (var state in states)
        {
            for (var k = 0; k < state.Fits.Count; k++)
            {
                var end = k + 1 < state.Fits.Count ? state.Fits[k + 1].FirstSession : entities.Sessions.Count;
                block = NumericEngine.Encode(state, entities.Instruments, state.Fits[k].FirstSession, end, workers, block);
            }
        }
    }

    /// <summary>Inputs already pooled and in cache, results thrown away: only the multiplications and additions.</summary>
    private static void Products(NumericState[] states, MarketEntities entities, int workers)
    {
        foreach (var state in states)
        {
            var (inputs, dimensions) = (state.Fits[^1].Encoder.Inputs, state.Options.Dimensions);
            var tiles = (entities.Instruments.Count + Tile - 1) / Tile;
            var windows = new double[inputs * Tile];
            Array.Fill(windows, 0.5);
            Parallel.For(state.Fits[0].FirstSession, entities.Sessions.Count, new ParallelOptions { MaxDegreeOfParallelism = workers }, () => new double[Tile * dimensions], (_, _, product) =>
            {
                for (var tile = 0; tile < tiles; tile++)
                    TransposeProduct.Compute(windows, Tile, state.Fits[^1].Encoder.Projection, dimensions, inputs, product);
                return product;
            }, _ => { });
        }
    }

    private static IEnumerable<Figure> Save(BenchWorld world, DatabaseEngine engine)
    {
        var databases = world.WithPrices(engine);
        var entities = MarketEntities.Of(world.Market);
        var end = entities.Sessions.Count;
        var first = Math.Max(254, end - SavedSessions);
        var blocks = NumericModels.All.Select(m =>
        {
            var state = NumericEngine.Fit(entities, m, NumericOptions.Default, Environment.ProcessorCount);
            return (State: state, Block: NumericEngine.Encode(state, entities.Instruments, first, end, Environment.ProcessorCount));
        }).ToArray();
        var models = blocks.Select(b => b.State.ModelId).ToArray();
        var range = new NumericRange(BenchDatabases.MarketId, entities.Sessions[first], entities.Sessions[end - 1]);
        Write();
        var floor = databases.FloorOf(LogicalDatabase.Historical, "numeric_window_embeddings");
        var times = Race.Run(
            Contender.Of(WriteFloor, floor.Write, Empty),
            Contender.Of("first", Write, Empty),
            Contender.Of("replacement", Replace, () => databases.Settle(LogicalDatabase.Historical)));
        yield return Figure.Of($"{Name}/{StorageGroup.NameOf(engine)}", "a year of five models, first write", times["first"], WriteFloor, times[WriteFloor], target: 2);
        yield return Figure.Of($"{Name}/{StorageGroup.NameOf(engine)}", "a year of five models, replacement", times["replacement"], WriteFloor, times[WriteFloor], target: 2);
        Empty();

        void Write() => databases.Pair.Historical.InTransaction(unit =>
        {
            foreach (var (state, block) in blocks)
                NumericEmbeddingStore.Save(unit, state, entities.Instruments, entities.Sessions, range, [block]);
        });

        // As a forced backfill does: emptied once, in the transaction of the first unit.
        void Replace()
        {
            for (var k = 0; k < blocks.Length; k++)
            {
                var (state, block) = blocks[k];
                databases.Pair.Historical.InTransaction(unit =>
                {
                    if (k == 0)
                        NumericEmbeddingStore.Clear(unit, models, NumericModels.WindowSpec(state.Options.WindowSessions), [entities.Instruments.EntityType], range);
                    NumericEmbeddingStore.Save(unit, state, entities.Instruments, entities.Sessions, range, [block]);
                });
            }
        }

        void Empty() => databases.Empty(LogicalDatabase.Historical, "numeric_window_embeddings");
    }
}
