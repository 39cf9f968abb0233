using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Prometheus.Core.Numerics;
using Prometheus.Core.Time;
using Prometheus.Encoders.Projection;
using Prometheus.Encoders.Scaling;

namespace Prometheus.Engines.Embeddings;

/// <summary>
/// Walk-forward fits on the pooled windows of a market's names: the first as soon as there are enough sessions, then one on the first session
/// of each year, from all training rows before it less the embargo. History is read in pieces that end where a fit's training ends; each
/// piece adds its sums to every later fit, so the work does not depend on who does it, and a fit not on what comes after it.
/// </summary>
internal sealed class NumericFitting
{
    /// <summary>Part of the inputs' mean variance added to every component's before whitening: dust is not blown up to full size.</summary>
    private const double Shrinkage = 0.5;

    /// <summary>Training rows summed at once.</summary>
    private const int ChunkRows = 256;

    /// <summary>Observed values of a feature without which it is no input.</summary>
    private const int MinimumObserved = 100;

    private readonly EntitySeries _series;
    private readonly int[] _names;
    private readonly WindowFeatures _features;
    private readonly NumericOptions _options;

    public NumericFitting(EntitySeries series, int[] names, WindowFeatures features, NumericOptions options)
        => (_series, _names, _features, _options) = (series, names, features, options);

    public IReadOnlyList<NumericFit> Compute(SessionAxis sessions, int workers, CancellationToken cancellation)
    {
        var starts = Starts(sessions);
        var ends = Array.ConvertAll(starts, s => s - _options.EmbargoSessions);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation };
        var scales = Scales(ends, parallel);
        var moments = new Moments?[ends.Length, ends.Length];
        Parallel.For(0, ends.Length, parallel, piece => AddPiece(piece == 0 ? 0 : ends[piece - 1], ends[piece], piece, scales, moments));
        return Fits(starts, ends, scales, moments, cancellation);
    }

    private int[] Starts(SessionAxis sessions)
    {
        var starts = new List<int>();
        for (var t = _options.MinimumTraining + _options.EmbargoSessions; t < sessions.Count; t++)
        {
            if (starts.Count == 0 || sessions[t].Year != sessions[t - 1].Year)
                starts.Add(t);
        }

        return [.. starts];
    }

    /// <summary>Scaling of each fit: names, centres and scales of the features that vary in its training slice.</summary>
    private (List<string> Names, double[] Centres, double[] Scales)[] Scales(int[] ends, ParallelOptions parallel)
    {
        var names = _features.Names(_series);
        var pieces = new List<double>[ends.Length, names.Count];
        Parallel.For(0, ends.Length, parallel, piece =>
        {
            for (var f = 0; f < names.Count; f++)
                pieces[piece, f] = [];
            var tile = new WindowTile(_features, _options);
            ForEachTile(tile, piece == 0 ? 0 : ends[piece - 1], ends[piece], _options.ScaleStride, session =>
            {
                var coverage = tile.Coverage(session);
                for (var c = 0; c < coverage.Length; c++)
                {
                    for (var f = 0; f < names.Count && !double.IsNaN(coverage[c]); f++)
                    {
                        if (tile.Feature(f, session, c) is var value && double.IsFinite(value))
                            pieces[piece, f].Add(value);
                    }
                }
            });
        });
        var fitted = new RobustScale[ends.Length, names.Count];
        Parallel.For(0, ends.Length * names.Count, parallel, k =>
        {
            var (fit, f) = (k / names.Count, k % names.Count);
            var values = new List<double>();
            for (var piece = 0; piece <= fit; piece++)
                values.AddRange(pieces[piece, f]);
            fitted[fit, f] = values.Count < MinimumObserved ? default : RobustScale.Of(CollectionsMarshal.AsSpan(values));
        });
        return [.. Enumerable.Range(0, ends.Length).Select(k =>
        {
            var varying = Enumerable.Range(0, names.Count).Where(f => fitted[k, f].Scale > 0).ToArray();
            return (varying.Select(f => names[f]).ToList(), varying.Select(f => fitted[k, f].Centre).ToArray(), varying.Select(f => fitted[k, f].Scale).ToArray());
        })];
    }

    /// <summary>The training windows of the sessions <paramref name="first"/> … <paramref name="end"/> − 1, scaled as each later fit scales them.</summary>
    private void AddPiece(int first, int end, int piece, (List<string> Names, double[] Centres, double[] Scales)[] scales, Moments?[,] moments)
    {
        var tile = new WindowTile(_features, _options);
        for (var fit = piece; fit < scales.Length; fit++)
        {
            if (scales[fit].Names.Count == 0)
                continue;
            var inputs = tile.Buckets * scales[fit].Names.Count;
            moments[piece, fit] = new Moments(inputs);
        }

        foreach (var members in Tiles(first, end))
        {
            tile.Load(_series, members, first, end);
            for (var fit = piece; fit < scales.Length; fit++)
            {
                if (moments[piece, fit] is not { } sums)
                    continue;
                tile.Pool(scales[fit].Names, scales[fit].Centres, scales[fit].Scales);
                AddTile(tile, first, end, sums, scales[fit].Names.Count);
            }
        }
    }

    private void AddTile(WindowTile tile, int first, int end, Moments sums, int features)
    {
        var padded = TransposeProduct.Padded(sums.Columns);
        var (chunk, rows) = (new double[ChunkRows * padded], 0);
        var inputs = new double[sums.Columns * SeriesBlock.Tile];
        for (var session = FirstOfStride(first, _options.TrainingStride); session < end; session += _options.TrainingStride)
        {
            var coverage = tile.Coverage(session);
            tile.Inputs(session, features, inputs);
            for (var c = 0; c < SeriesBlock.Tile; c++)
            {
                if (double.IsNaN(coverage[c]))
                    continue;
                for (var i = 0; i < sums.Columns; i++)
                    chunk[(rows * padded) + i] = inputs[(i * SeriesBlock.Tile) + c];
                if (++rows < ChunkRows)
                    continue;
                sums.AddPadded(chunk, rows);
                rows = 0;
            }
        }

        sums.AddPadded(chunk, rows);
    }

    private List<NumericFit> Fits(
        int[] starts, int[] ends, (List<string> Names, double[] Centres, double[] Scales)[] scales, Moments?[,] moments, CancellationToken cancellation)
    {
        var fits = new List<NumericFit>();
        for (var k = 0; k < starts.Length; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (moments[k, k] is null)
                continue;
            var sums = new Moments(moments[k, k]!.Columns);
            for (var piece = 0; piece <= k; piece++)
                sums.Add(moments[piece, k]!);
            if (sums.Rows < MinimumObserved)
                continue;
            var encoder = WhitenedComponents.Fit(sums, _options.Dimensions, Shrinkage);
            if (fits.Count > 0 && fits[^1].Features.SequenceEqual(scales[k].Names))
                encoder = Procrustes.Align(encoder, fits[^1].Encoder);
            fits.Add(new NumericFit(
                starts[k], FirstOfStride(_options.MinimumReturns, _options.TrainingStride), ends[k] - 1, sums.Rows, Digest(sums), scales[k].Names, scales[k].Centres, scales[k].Scales, encoder));
        }

        return fits;
    }

    private static string Digest(Moments sums)
    {
        double[] numbers = [sums.Rows, .. sums.Mean(), .. sums.Covariance()];
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(numbers.AsSpan())));
    }

    private void ForEachTile(WindowTile tile, int first, int end, int stride, Action<int> session)
    {
        foreach (var members in Tiles(first, end))
        {
            tile.Load(_series, members, first, end);
            for (var t = FirstOfStride(first, stride); t < end; t += stride)
                session(t);
        }
    }

    /// <summary>
    /// Names with a return in the piece, by tiles. A name that appears later has no part in it, so tiles are the same whether it is loaded or not.
    /// </summary>
    private IEnumerable<int[]> Tiles(int first, int end) => _names.Where(i => IsObserved(i, first, end)).Chunk(SeriesBlock.Tile);

    private bool IsObserved(int entity, int first, int end)
    {
        for (var t = Math.Max(0, first - _options.WindowSessions); t < end; t++)
        {
            if (!double.IsNaN(_series.LogReturns[t, entity]))
                return true;
        }

        return false;
    }

    private static int FirstOfStride(int first, int stride) => (first + stride - 1) / stride * stride;
}
