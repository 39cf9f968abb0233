using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Prometheus.Core.Numerics;
using Prometheus.Core.Time;
using Prometheus.Encoders.Clustering;
using Prometheus.Encoders.Projection;

namespace Prometheus.States.Regimes;

/// <summary>Walk-forward fits: on the first session of each year, from all rows up to the session before it less the embargo.</summary>
internal sealed class RegimeFitting
{
    private const int Steps = 25;

    /// <summary>Part of the inputs' mean variance added to every component's before whitening: dust is not blown up to full size.</summary>
    private const double Shrinkage = 0.1;

    private readonly RegimeInputs _inputs;
    private readonly RegimeOptions _options;

    public RegimeFitting(RegimeInputs inputs, RegimeOptions options) => (_inputs, _options) = (inputs, options);

    /// <summary>The fits in ascending order of the row they begin to serve.</summary>
    public IReadOnlyList<RegimeFit> Compute(SessionAxis sessions, int workers, CancellationToken cancellation)
    {
        var starts = Enumerable.Range(1, Math.Max(0, sessions.Count - 1))
            .Where(t => sessions[t].Year != sessions[t - 1].Year && t - _options.EmbargoSessions >= _options.MinimumTraining)
            .Where(t => t - _options.EmbargoSessions - _inputs.First >= _options.MinimumTraining / 2)
            .ToArray();
        var encoders = Encoders(starts, cancellation);
        var fits = new RegimeFit[starts.Length];
        Parallel.For(0, fits.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation }, k =>
        {
            // The year names the stream, so a fit does not depend on how many came before it.
            var stream = new RandomStream("regime", _options.Seed.ToString(CultureInfo.InvariantCulture), sessions[starts[k]].Year.ToString(CultureInfo.InvariantCulture));
            fits[k] = Fit(starts[k], encoders[k], stream);
        });
        return fits;
    }

    /// <summary>Each slice adds one year's rows to the moments of the last; each encoder is turned towards the one before.</summary>
    private WhitenedComponents[] Encoders(int[] starts, CancellationToken cancellation)
    {
        var moments = new Moments(_inputs.Windows.Columns);
        var encoders = new WhitenedComponents[starts.Length];
        var added = _inputs.First;
        for (var k = 0; k < starts.Length; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            var end = starts[k] - _options.EmbargoSessions;
            moments.Add(_inputs.Windows, added, end);
            added = end;
            var fit = WhitenedComponents.Fit(moments, _options.Dimensions, Shrinkage);
            encoders[k] = k == 0 ? fit : Procrustes.Align(fit, encoders[k - 1]);
        }

        return encoders;
    }

    private RegimeFit Fit(int start, WhitenedComponents encoder, RandomStream stream)
    {
        var (first, end) = (_inputs.First, start - _options.EmbargoSessions);
        var rows = _inputs.Features.Values[(first * _inputs.Features.Columns)..(end * _inputs.Features.Columns)].ToArray();
        var fit = ChainFit.Run(rows, Seeded(rows, stream), new ChainPriors(_options.Sticky), Steps);
        var digest = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(rows.AsSpan())));
        return new RegimeFit(start, first, end - 1, digest, _inputs.Names, fit.Chain, Prototypes(fit, first, end), encoder);
    }

    /// <summary>The chain that k-means++ begins with: distances count each feature by its evidence, an unobserved one is in the middle.</summary>
    private GaussianChain Seeded(double[] rows, RandomStream stream)
    {
        var (evidence, features, clusters) = (_inputs.Evidence, _inputs.Evidence.Length, _options.Clusters);
        var scaled = new double[rows.Length];
        for (var cell = 0; cell < rows.Length; cell++)
            scaled[cell] = double.IsNaN(rows[cell]) ? 0 : rows[cell] * Math.Sqrt(evidence[cell % features]);
        var seed = KMeans.Fit(scaled, features, clusters, _options.Starts, stream);
        var means = new double[clusters * features];
        for (var cell = 0; cell < means.Length; cell++)
            means[cell] = seed.Centres[cell] / Math.Sqrt(evidence[cell % features]);
        var (variances, counts) = (new double[means.Length], new int[means.Length]);
        for (var cell = 0; cell < rows.Length; cell++)
        {
            if (double.IsNaN(rows[cell]))
                continue;
            var own = (seed.Assigned[cell / features] * features) + (cell % features);
            variances[own] += (rows[cell] - means[own]) * (rows[cell] - means[own]);
            counts[own]++;
        }

        for (var cell = 0; cell < variances.Length; cell++)
            variances[cell] = ((variances[cell] + 1) / (counts[cell] + 2)) + 0.01;
        return new GaussianChain(clusters, evidence, means, variances, ForwardFilter.Sticky(clusters, _options.Sticky));
    }

    private RegimePrototype[] Prototypes(ChainFit fit, int first, int end)
    {
        var states = fit.Chain.States;
        var (sessions, returns, squares, means) = (new double[states], new double[states], new double[states], new double[states]);
        for (var t = first; t < end; t++)
        {
            var r = _inputs.IndexReturn[t];
            for (var k = 0; k < states; k++)
            {
                var p = fit.Occupancy[((t - first) * states) + k];
                sessions[k] += p;
                if (double.IsNaN(r))
                    continue;
                returns[k] += p;
                squares[k] += p * r * r;
                means[k] += p * r;
            }
        }

        for (var k = 0; k < states; k++)
        {
            squares[k] = returns[k] > 0 ? Math.Sqrt(IndexMeasures.SessionsPerYear * squares[k] / returns[k]) : 0;
            means[k] = returns[k] > 0 ? IndexMeasures.SessionsPerYear * means[k] / returns[k] : 0;
        }

        var labels = PrototypeLabels.Of(sessions, squares, means);
        var features = fit.Chain.Features;
        return Enumerable.Range(0, states)
            .Select(k => new RegimePrototype(labels[k], sessions[k], squares[k], means[k], fit.Chain.Means.AsSpan(k * features, features).ToArray()))
            .ToArray();
    }
}

/// <summary>One walk-forward fit: plain numbers, from training rows that end before the first row it serves.</summary>
/// <param name="FirstSession">First row it serves, the first of its year.</param>
/// <param name="TrainingFirst">First training row.</param>
/// <param name="TrainingLast">Last training row.</param>
/// <param name="TrainingDigest">SHA-256 of the training rows, hexadecimal.</param>
/// <param name="Features">Names of the features.</param>
/// <param name="Chain">States, their emissions and moves.</param>
/// <param name="Prototypes">What each state stands for, in the order of the chain's states.</param>
/// <param name="Encoder">Window encoder of the same slice, aligned to the fit before.</param>
public sealed record RegimeFit(
    int FirstSession,
    int TrainingFirst,
    int TrainingLast,
    string TrainingDigest,
    IReadOnlyList<string> Features,
    GaussianChain Chain,
    IReadOnlyList<RegimePrototype> Prototypes,
    WhitenedComponents Encoder);

/// <summary>One prototype of a fit and what it stands for.</summary>
/// <param name="Label">The label its sessions speak for; null where too few training sessions belong to it, and then it is not used.</param>
/// <param name="Sessions">Expected number of training sessions in it.</param>
/// <param name="Volatility">Annualised volatility of the index on its sessions, a fraction.</param>
/// <param name="MeanReturn">Mean log return of the index on its sessions, annualised.</param>
/// <param name="Centre">Its mean in the standardised features.</param>
public sealed record RegimePrototype(RegimeLabel? Label, double Sessions, double Volatility, double MeanReturn, double[] Centre)
{
    /// <summary>Length of the centre: how far from the middle of what was known it lies.</summary>
    public double Norm
    {
        get
        {
            var sum = 0.0;
            foreach (var value in Centre)
                sum += value * value;
            return Math.Sqrt(sum);
        }
    }
}
