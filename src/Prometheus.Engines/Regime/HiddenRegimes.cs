using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Encoders.Clustering;
using Prometheus.Encoders.Scaling;

namespace Prometheus.Engines.Regime;

/// <summary>
/// The rival <c>--method hmm</c>: a hidden Markov chain over daily volatility and dispersion, refitted on the first session of each year on all
/// earlier rows; only filtered probabilities leave it.
/// </summary>
internal static class HiddenRegimes
{
    private const double Clip = 5;
    private const int MostSteps = 60;
    private const double Tolerance = 1e-4;

    /// <summary>Features observed: volatility over 5 and 21 sessions, dispersion.</summary>
    private static readonly string[] Observed = ["log_volatility_5", "log_volatility_21", "log_dispersion"];

    public static RegimeState Filter(
        Market market, RegimeIndex index, RegimeFeatures features, RegimePrior prior, RegimeOptions options, CancellationToken cancellation)
    {
        var (rows, first) = RowsOf(features, options.WindowSessions);
        var d = Observed.Length;
        var beliefs = new RegimeBeliefs(index.Sessions, options.Sticky);
        var likelihood = new double[RegimeState.Labels];
        GaussianChain? chain = null;
        RegimeLabel[] labels = [];
        double[] belief = [];
        for (var t = 0; t < index.Sessions; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            var end = t - options.EmbargoSessions;
            if (t > 0 && market.Sessions[t].Year != market.Sessions[t - 1].Year && end - first >= options.MinimumTraining)
            {
                var training = rows.AsSpan(first * d, (end - first) * d);
                chain = GaussianChain.Fit(training, StartOf(training, d, options, market.Sessions[t]), MostSteps, Tolerance);
                labels = LabelsOf(chain, training, index.LogReturn.AsSpan(first, end - first));

                // The new states are believed as if they had been there from the beginning: rows up to the session before, no later one.
                belief = chain.Filter(rows.AsSpan(first * d, (t - first) * d)).Filtered[^chain.States..];
            }

            if (chain is not null)
                beliefs.Set(t, Observe(chain, labels, belief, rows.AsSpan(t * d, d)));
            else if (prior.LogLikelihood(t, likelihood))
                beliefs.Observe(t, likelihood);
        }

        return beliefs.ToState(options);
    }

    /// <summary>One step of the filter over hidden states, summed by label.</summary>
    private static double[] Observe(GaussianChain chain, RegimeLabel[] labels, double[] belief, ReadOnlySpan<double> row)
    {
        var density = new double[chain.States];
        ForwardFilter.Predict(belief, chain.Transition);
        chain.LogDensity(row, density);
        ForwardFilter.Update(belief, density);
        var probability = new double[RegimeState.Labels];
        for (var k = 0; k < belief.Length; k++)
            probability[(int)labels[k]] += belief[k];
        return probability;
    }

    /// <summary>Standardised rows; an unobserved value stands in the middle. And the first row that is observed.</summary>
    private static (double[] Rows, int First) RowsOf(RegimeFeatures features, int minimum)
    {
        var scaled = ExpandingScale.Apply(features.Values, minimum, Clip);
        var columns = Array.ConvertAll(Observed, name => features.Names.ToList().IndexOf(name));
        var rows = new double[scaled.Sessions * columns.Length];
        var first = scaled.Sessions;
        for (var t = 0; t < scaled.Sessions; t++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                var value = scaled[t, columns[c]];
                rows[(t * columns.Length) + c] = double.IsNaN(value) ? 0 : value;
                if (!double.IsNaN(value) && first == scaled.Sessions)
                    first = t;
            }
        }

        return (rows, first);
    }

    private static GaussianChain StartOf(ReadOnlySpan<double> training, int d, RegimeOptions options, DateOnly date)
    {
        var stream = new RandomStream("regime chain", FormattableString.Invariant($"{options.Seed}"), FormattableString.Invariant($"{date:yyyy-MM-dd}"));
        var states = options.Clusters;
        var seeded = KMeans.Fit(training, d, states, options.Starts, stream);
        var variances = new double[states * d];
        Array.Fill(variances, Math.Max(0.1, seeded.Inertia / (seeded.Assigned.Length * d)));
        var start = new double[states];
        Array.Fill(start, 1.0 / states);
        return new GaussianChain(start, ForwardFilter.Sticky(states, options.Sticky), seeded.Centres, variances);
    }

    private static RegimeLabel[] LabelsOf(GaussianChain chain, ReadOnlySpan<double> training, ReadOnlySpan<double> logReturn)
    {
        var smoothed = chain.Smooth(training);
        var (weight, squares, sums) = (new double[chain.States], new double[chain.States], new double[chain.States]);
        for (var t = 0; t < logReturn.Length; t++)
        {
            var value = double.IsNaN(logReturn[t]) ? 0 : logReturn[t];
            for (var k = 0; k < chain.States; k++)
            {
                var p = smoothed[(t * chain.States) + k];
                weight[k] += p;
                squares[k] += p * value * value;
                sums[k] += p * value;
            }
        }

        return RegimeFit.LabelsOf(
            squares.Zip(weight, (s, w) => w > 0 ? Math.Sqrt(IndexMeasures.SessionsPerYear * s / w) : 0).ToArray(),
            sums.Zip(weight, (s, w) => w > 0 ? IndexMeasures.SessionsPerYear * s / w : 0).ToArray());
    }
}
