using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Core.Panels;
using Prometheus.Encoders.Projection;

namespace Prometheus.Embeddings.Numeric;

/// <summary>
/// The numeric encoders (models.md, Numeric foundations): scale-free features of a window, standardised by the training slice's medians,
/// pooled at falling resolution, projected on whitened components, unit length. Fits are walk-forward on a market's names; whatever is a
/// series of returns passes through them. Results depend neither on threads nor on how sessions are cut into calls.
/// </summary>
public static class NumericEngine
{
    /// <summary>Fits a model on the names of a market; funds are left out.</summary>
    /// <exception cref="UserError">Options out of range.</exception>
    public static NumericState Fit(Market market, NumericModel model, NumericOptions options, int workers, CancellationToken cancellation = default)
        => Fit(MarketEntities.Of(market), model, options, workers, cancellation);

    /// <summary>The same for series that are computed already, or that carry further features.</summary>
    /// <param name="entities">A market's series; the fits see <see cref="MarketEntities.Instruments"/> without the funds.</param>
    /// <param name="model">Which features.</param>
    /// <param name="options">Constants.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between pieces.</param>
    public static NumericState Fit(MarketEntities entities, NumericModel model, NumericOptions options, int workers, CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        if (options.Encoder == NumericEncoder.Flat)
            return new NumericState(model, options, []);
        var fits = new NumericFitting(entities.Instruments, entities.Names, NumericModels.FeaturesOf(model), options);
        return new NumericState(model, options, fits.Compute(entities.Sessions, workers, cancellation));
    }

    /// <summary>
    /// The vectors of all entities on the sessions <paramref name="first"/> … <paramref name="end"/> − 1 of the market that was fitted, each
    /// session by the fit that serves it. No vector before the first fit, for windows with too few returns, and for entities gone quiet.
    /// </summary>
    public static NumericBlock Encode(
        NumericState state, EntitySeries series, int first, int end, int workers, CancellationToken cancellation = default)
        => Encode(state, series, first, end, workers, spent: null, cancellation);

    /// <summary>The same in the room of a block that nobody reads any longer, where it is large enough: fresh memory costs as much as many products.</summary>
    public static NumericBlock Encode(
        NumericState state, EntitySeries series, int first, int end, int workers, NumericBlock? spent, CancellationToken cancellation = default)
    {
        var block = Empty(state.Options, series, first, end, spent);
        if (state.Options.Encoder == NumericEncoder.Flat)
        {
            block.Vectors.AsSpan(0, block.Sessions * series.Count * block.Dimensions).Clear();
            Parallel.For(0, series.Count, Threads(workers, cancellation), entity => FlatEncoder.Encode(series, entity, state.Options, block));
            return block;
        }

        var unserved = Math.Clamp((state.Fits.Count == 0 ? end : state.Fits[0].FirstSession) - first, 0, end - first);
        block.Vectors.AsSpan(0, unserved * series.Count * block.Dimensions).Clear();
        var buffers = new ConcurrentBag<WindowTile>();
        for (var k = 0; k < state.Fits.Count; k++)
        {
            var from = Math.Max(first, state.Fits[k].FirstSession);
            var to = Math.Min(end, k + 1 < state.Fits.Count ? state.Fits[k + 1].FirstSession : int.MaxValue);
            if (from < to)
                Encode(state, state.Fits[k], series, from, to, block, buffers, workers, cancellation);
        }

        return block;
    }

    /// <summary>
    /// The vectors of all entities on the last session of their panel, by a given fit: what a path looks like that was appended to history,
    /// whose sessions are not those of the market. A panel of 63 + 128 sessions or more gives what the whole history would.
    /// </summary>
    public static NumericBlock EncodeLast(NumericState state, NumericFit fit, EntitySeries series, int workers, CancellationToken cancellation = default)
    {
        var block = Empty(state.Options, series, series.Sessions - 1, series.Sessions, spent: null);
        Encode(state, fit, series, series.Sessions - 1, series.Sessions, block, [], workers, cancellation);
        return block;
    }

    /// <summary>What a model reads of one session, before anything is fitted.</summary>
    /// <returns>Names, and values [entities × features]; NaN where not known.</returns>
    public static (IReadOnlyList<string> Names, Panel Values) Features(NumericModel model, EntitySeries series, int session)
    {
        series.Check();
        var tile = new WindowTile(NumericModels.FeaturesOf(model), NumericOptions.Default);
        var values = Array.Empty<double>();
        foreach (var members in Enumerable.Range(0, series.Count).Chunk(SeriesBlock.Tile))
        {
            tile.Load(series, members, session, session + 1);
            values = values.Length == 0 ? new double[series.Count * tile.Features] : values;
            for (var c = 0; c < members.Length; c++)
            {
                for (var f = 0; f < tile.Features; f++)
                    values[(members[c] * tile.Features) + f] = tile.Feature(f, session, c);
            }
        }

        return (NumericModels.FeaturesOf(model).Names(series), Panel.Adopt(values, series.Count, series.Count == 0 ? 0 : tile.Features));
    }

    /// <summary>Room for a block, the vectors' content arbitrary.</summary>
    private static NumericBlock Empty(NumericOptions options, EntitySeries series, int first, int end, NumericBlock? spent)
    {
        series.Check();
        if (first < 0 || end > series.Sessions || first >= end)
            throw new ModelError($"sessions {first} to {end} lie outside a series of {series.Sessions}");
        var dimensions = options.Encoder == NumericEncoder.Flat ? FlatEncoder.Dimensions : options.Dimensions;
        var cells = (end - first) * series.Count;
        var (vectors, coverage) = (spent?.Vectors ?? [], spent?.Coverage ?? []);
        if (vectors.Length < cells * dimensions || coverage.Length < cells)
        {
            // A few sessions more, as the next year may have them.
            var room = (end - first + 15) / 16 * 16 * series.Count;
            (vectors, coverage) = (GC.AllocateUninitializedArray<float>(room * dimensions), new double[room]);
        }

        coverage.AsSpan().Fill(double.NaN);
        return new NumericBlock(first, end - first, series.Count, dimensions, vectors, coverage);
    }

    private static void Encode(
        NumericState state,
        NumericFit fit,
        EntitySeries series,
        int first,
        int end,
        NumericBlock block,
        ConcurrentBag<WindowTile> buffers,
        int workers,
        CancellationToken cancellation)
    {
        var tiles = Enumerable.Range(0, series.Count).Chunk(SeriesBlock.Tile).ToArray();
        var projection = PaddedProjection.Of(fit.Encoder, state.Options.Dimensions);
        Parallel.For(
            0,
            tiles.Length,
            Threads(workers, cancellation),
            () => new WindowEncoder(fit, projection, buffers.TryTake(out var free) ? free : new WindowTile(NumericModels.FeaturesOf(state.Model), state.Options)),
            (tile, _, encoder) =>
            {
                encoder.Encode(series, tiles[tile], first, end, block);
                return encoder;
            },
            encoder => buffers.Add(encoder.Buffers));
    }

    private static ParallelOptions Threads(int workers, CancellationToken cancellation)
        => new() { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation };
}

/// <summary>The fits of one model on one market, ascending. A flat encoder has none and needs none.</summary>
public sealed record NumericState(NumericModel Model, NumericOptions Options, IReadOnlyList<NumericFit> Fits)
{
    public string ModelId => NumericModels.IdOf(Model, Options);

    /// <summary>The fit that serves a session; null before the first.</summary>
    public NumericFit? FitAt(int session)
    {
        NumericFit? serving = null;
        foreach (var fit in Fits)
            serving = fit.FirstSession <= session ? fit : serving;
        return serving;
    }
}

/// <summary>How a window becomes a vector.</summary>
public enum NumericEncoder
{
    /// <summary>Standardised features, pooled, projected on whitened components, unit length.</summary>
    Components,

    /// <summary>The baseline: log return, z of log volume and close over first close of each session, row after row, padded with 0 to 384. Not of unit length.</summary>
    Flat,
}

/// <summary>Vectors of every entity on consecutive sessions, session after session.</summary>
/// <param name="First">First session.</param>
/// <param name="Sessions">How many.</param>
/// <param name="Entities">Columns of the series.</param>
/// <param name="Dimensions">Numbers of a vector.</param>
/// <param name="Vectors">[sessions × entities × dimensions] and perhaps spare room behind; zeros where there is no vector.</param>
/// <param name="Coverage">[sessions × entities], and room, share of the window's returns that were observed; NaN where there is no vector.</param>
public sealed record NumericBlock(int First, int Sessions, int Entities, int Dimensions, float[] Vectors, double[] Coverage)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int session, int entity) => !double.IsNaN(Coverage[((session - First) * Entities) + entity]);

    public double CoverageOf(int session, int entity) => Coverage[((session - First) * Entities) + entity];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<float> Vector(int session, int entity)
        => Vectors.AsSpan((((session - First) * Entities) + entity) * Dimensions, Dimensions);
}

/// <summary>One walk-forward fit: plain numbers.</summary>
/// <param name="FirstSession">First row it serves.</param>
/// <param name="TrainingFirst">First row on which a training window can end.</param>
/// <param name="TrainingLast">Last one.</param>
/// <param name="TrainingRows">Windows it was fitted to.</param>
/// <param name="TrainingDigest">Of the sums of those windows.</param>
/// <param name="Features">Names of the features that vary in the training slice, in the order of the inputs.</param>
/// <param name="Centres">Median of each.</param>
/// <param name="Scales">1.4826 × median absolute deviation of each; their root mean square about the median where more than half are equal.</param>
/// <param name="Encoder">From [buckets × features] to the vector, before it is made unit length.</param>
public sealed record NumericFit(
    int FirstSession,
    int TrainingFirst,
    int TrainingLast,
    int TrainingRows,
    string TrainingDigest,
    IReadOnlyList<string> Features,
    double[] Centres,
    double[] Scales,
    WhitenedComponents Encoder)
{
    /// <summary>How fits are made; raised when the same windows give other vectors, so that records of fits can be told apart.</summary>
    public const int Method = 2;
}
