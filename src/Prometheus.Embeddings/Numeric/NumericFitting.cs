using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Prometheus.Core.Time;
using Prometheus.Encoders.Projection;
using Prometheus.Encoders.Scaling;

namespace Prometheus.Embeddings.Numeric;

/// <summary>
/// Walk-forward fits on the pooled windows of a market's names: the first as soon as there are enough sessions, then one on the first session
/// of each year, from all training rows before it less the embargo. History is read once, in pieces that end where a fit's training ends: a
/// piece's windows are scaled and clipped by the fit before it, the first by its own, and their moments are restated in the units of every later
/// fit. Only a feature that begins to vary has the pieces before it read again. A fit does not depend on what comes after it.
/// </summary>
internal sealed class NumericFitting(EntitySeries series, int[] names, WindowFeatures features, NumericOptions options)
{
    /// <summary>Part of the inputs' mean variance added to every component's before whitening: dust is not blown up to full size.</summary>
    private const double Shrinkage = 0.5;

    /// <summary>Observed values of a feature without which it is no input.</summary>
    private const int MinimumObserved = 100;

    private readonly TrainingReader _reader = new(series, names, features, options);
    private readonly IReadOnlyList<string> _features = features.Names(series);

    public IReadOnlyList<NumericFit> Compute(SessionAxis sessions, int workers, CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation };
        var (slices, pieces) = (new List<TrainingSlice>(), new List<TrainingPiece>());
        FeatureScaling? scaling = null;
        foreach (var start in Starts(sessions))
        {
            cancellation.ThrowIfCancellationRequested();
            var end = start - options.EmbargoSessions;
            pieces.Add(_reader.Read(pieces.Count == 0 ? 0 : pieces[^1].End, end, scaling, parallel));
            var next = Scaling(pieces, parallel);
            if (next.Names.Count == 0)
                continue;
            if (scaling is null || !scaling.Names.SequenceEqual(next.Names))
            {
                for (var p = 0; p < pieces.Count; p++)
                    pieces[p] = _reader.Reread(pieces[p], next, parallel);
            }

            scaling = next;
            if (Training(start, pieces, scaling) is { } slice)
                slices.Add(slice);
        }

        return Fits(slices, parallel);
    }

    private IEnumerable<int> Starts(SessionAxis sessions)
    {
        var first = options.MinimumTraining + options.EmbargoSessions;
        return Enumerable.Range(first, Math.Max(0, sessions.Count - first)).Where(t => t == first || sessions[t].Year != sessions[t - 1].Year);
    }

    /// <summary>Centres and scales of the features that vary in the pieces.</summary>
    private FeatureScaling Scaling(List<TrainingPiece> pieces, ParallelOptions parallel)
    {
        var fitted = new RobustScale[_features.Count];
        Parallel.For(0, fitted.Length, parallel, f =>
        {
            var values = new List<double>(pieces.Sum(p => p.Samples[f].Count));
            foreach (var piece in pieces)
                values.AddRange(piece.Samples[f]);
            fitted[f] = values.Count < MinimumObserved ? default : RobustScale.Of(CollectionsMarshal.AsSpan(values));
        });
        var varying = Enumerable.Range(0, fitted.Length).Where(f => fitted[f].Scale > 0).ToArray();
        return new FeatureScaling(
            [.. varying.Select(f => _features[f])], Array.ConvertAll(varying, f => fitted[f].Centre), Array.ConvertAll(varying, f => fitted[f].Scale));
    }

    /// <summary>Everything before a fit, in its units; null where that is too little.</summary>
    private static TrainingSlice? Training(int start, List<TrainingPiece> pieces, FeatureScaling scaling)
    {
        var sums = new Moments(pieces[0].Windows!.Columns);
        foreach (var piece in pieces)
            sums.Add(piece.WindowsIn(scaling));
        return sums.Rows < MinimumObserved ? null : new TrainingSlice(start, pieces[^1].End - 1, scaling, sums);
    }

    /// <summary>Components of every slice, each turned towards those of the one before.</summary>
    private List<NumericFit> Fits(List<TrainingSlice> slices, ParallelOptions parallel)
    {
        var encoders = new WhitenedComponents[slices.Count];
        Parallel.For(0, encoders.Length, parallel, k => encoders[k] = WhitenedComponents.FitWide(slices[k].Windows, options.Dimensions, Shrinkage));
        var fits = new List<NumericFit>();
        for (var k = 0; k < encoders.Length; k++)
        {
            var (start, last, scaling, sums) = slices[k];
            if (k > 0 && fits[k - 1].Features.SequenceEqual(scaling.Names))
                encoders[k] = Procrustes.AlignWide(encoders[k], encoders[k - 1]);
            var first = TrainingReader.FirstOfStride(options.MinimumReturns, options.TrainingStride);
            fits.Add(new NumericFit(start, first, last, sums.Rows, Digest(sums), scaling.Names, scaling.Centres, scaling.Scales, encoders[k]));
        }

        return fits;
    }

    private static string Digest(Moments sums)
    {
        double[] numbers = [sums.Rows, .. sums.Mean(), .. sums.Covariance()];
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(numbers.AsSpan())));
    }

    /// <summary>What a fit is made from.</summary>
    private sealed record TrainingSlice(int Start, int Last, FeatureScaling Scaling, Moments Windows);
}

/// <summary>How a fit scales the features that vary in its training slice.</summary>
/// <param name="Names">In the order of the inputs.</param>
/// <param name="Centres">Median of each.</param>
/// <param name="Scales">1.4826 × median absolute deviation of each; never 0.</param>
internal sealed record FeatureScaling(IReadOnlyList<string> Names, double[] Centres, double[] Scales);
