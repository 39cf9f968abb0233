using Prometheus.Core.Numerics;
using Prometheus.Encoders.Projection;

namespace Prometheus.Embeddings.Numeric;

/// <summary>
/// Reads a piece of history tile by tile: samples of every feature, and the moments of the windows pooled by a given scaling. Tiles are dealt to
/// a fixed number of strands, each summed by itself, so that sums do not depend on threads.
/// </summary>
internal sealed class TrainingReader(EntitySeries series, int[] names, WindowFeatures features, NumericOptions options)
{
    private const int Tile = SeriesBlock.Tile;
    private const int Strands = 8;

    /// <summary>Training rows summed at once.</summary>
    private const int ChunkRows = 256;

    /// <summary>Names read of a piece, evenly spread: more of them say the same again.</summary>
    private const int MaximumNames = 256;

    private readonly int _features = features.Names(series).Count;

    /// <param name="first">First session.</param>
    /// <param name="end">The one after the last.</param>
    /// <param name="scaling">How windows are pooled; null leaves them unread.</param>
    /// <param name="parallel">Threads; the result does not depend on them.</param>
    public TrainingPiece Read(int first, int end, FeatureScaling? scaling, ParallelOptions parallel)
    {
        var samples = new List<double>[_features];
        for (var f = 0; f < _features; f++)
            samples[f] = [];
        var read = new (List<double>[] Samples, Moments? Windows)[Strands];
        var tiles = Tiles(first, end);
        Parallel.For(0, Strands, parallel, s => read[s] = ReadStrand(s, tiles, first, end, scaling, sampled: true));
        foreach (var strand in read)
        {
            for (var f = 0; f < _features; f++)
                samples[f].AddRange(strand.Samples[f]);
        }

        return new TrainingPiece(first, end, samples) { Windows = Sum(read), Scaling = scaling };
    }

    /// <summary>The same piece with its windows pooled by another scaling.</summary>
    public TrainingPiece Reread(TrainingPiece piece, FeatureScaling scaling, ParallelOptions parallel)
    {
        var read = new (List<double>[] Samples, Moments? Windows)[Strands];
        var tiles = Tiles(piece.First, piece.End);
        Parallel.For(0, Strands, parallel, s => read[s] = ReadStrand(s, tiles, piece.First, piece.End, scaling, sampled: false));
        return piece with { Windows = Sum(read), Scaling = scaling };
    }

    private static Moments? Sum((List<double>[] Samples, Moments? Windows)[] strands)
    {
        var sum = strands[0].Windows;
        for (var s = 1; s < strands.Length && sum is not null; s++)
            sum.Add(strands[s].Windows!);
        return sum;
    }

    private (List<double>[] Samples, Moments? Windows) ReadStrand(int strand, int[][] tiles, int first, int end, FeatureScaling? scaling, bool sampled)
    {
        var samples = new List<double>[_features];
        for (var f = 0; f < _features; f++)
            samples[f] = [];
        var tile = new WindowTile(features, options);
        var windows = scaling is null ? null : new Moments(tile.Buckets * scaling.Names.Count);
        var chunk = windows is null ? [] : new double[ChunkRows * TransposeProduct.Padded(windows.Columns)];
        foreach (var members in tiles.Where((_, k) => k % Strands == strand))
        {
            tile.Load(series, members, first, end);
            if (sampled)
                Sample(tile, first, end, samples);
            if (windows is null)
                continue;
            tile.Pool(scaling!.Names, scaling.Centres, scaling.Scales);
            AddWindows(tile, first, end, windows, chunk);
        }

        return (samples, windows);
    }

    private void Sample(WindowTile tile, int first, int end, List<double>[] samples)
    {
        for (var session = FirstOfStride(first, options.ScaleStride); session < end; session += options.ScaleStride)
        {
            var coverage = tile.Coverage(session);
            for (var c = 0; c < coverage.Length; c++)
            {
                for (var f = 0; f < samples.Length && !double.IsNaN(coverage[c]); f++)
                {
                    if (tile.Feature(f, session, c) is var value && double.IsFinite(value))
                        samples[f].Add(value);
                }
            }
        }
    }

    private void AddWindows(WindowTile tile, int first, int end, Moments windows, double[] chunk)
    {
        var (padded, rows) = (TransposeProduct.Padded(windows.Columns), 0);
        for (var session = FirstOfStride(first, options.TrainingStride); session < end; session += options.TrainingStride)
        {
            var coverage = tile.Coverage(session);
            for (var c = 0; c < Tile; c++)
            {
                if (double.IsNaN(coverage[c]))
                    continue;
                tile.CopyInputs(session, c, chunk.AsSpan(rows * padded, windows.Columns));
                if (++rows < ChunkRows)
                    continue;
                windows.AddPadded(chunk, rows);
                rows = 0;
            }
        }

        windows.AddPadded(chunk, rows);
    }

    /// <summary>
    /// Names with a return in the piece, by tiles. A name that appears later has no part in it, so tiles are the same whether it is loaded or not.
    /// </summary>
    private int[][] Tiles(int first, int end)
    {
        var observed = names.Where(i => IsObserved(i, first, end)).ToArray();
        var read = Math.Min(MaximumNames, observed.Length);
        return Enumerable.Range(0, read).Select(k => observed[(int)((long)k * observed.Length / read)]).Chunk(Tile).ToArray();
    }

    private bool IsObserved(int entity, int first, int end)
    {
        for (var t = Math.Max(0, first - options.WindowSessions); t < end; t++)
        {
            if (!double.IsNaN(series.LogReturns[t, entity]))
                return true;
        }

        return false;
    }

    /// <summary>The first multiple of a stride from a session on.</summary>
    public static int FirstOfStride(int first, int stride) => (first + stride - 1) / stride * stride;
}
