using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Encoders.Clustering;
using Prometheus.Encoders.Projection;

namespace Prometheus.Engines.Regime;

/// <summary>
/// One walk-forward fit of <c>num-regime-core-v1</c>: an encoder, prototypes, and the label each stands for. It serves from
/// <paramref name="ServesFrom"/> until the next fit and knows nothing of the rows it serves.
/// </summary>
/// <param name="ServesFrom">First row served.</param>
/// <param name="TrainingFirst">First training row.</param>
/// <param name="TrainingEnd">Row after the last training row.</param>
/// <param name="Components">Window → embedding.</param>
/// <param name="Centres">[prototypes × dimensions].</param>
/// <param name="Spread">Mean squared distance of a training row to its prototype.</param>
/// <param name="Labels">Label of each prototype.</param>
/// <param name="Counts">Training rows of each prototype.</param>
/// <param name="Volatility">Annualised volatility of the index on the rows of each prototype, a fraction.</param>
/// <param name="MeanReturn">Annualised mean log return there, a fraction.</param>
public sealed record RegimeFit(
    int ServesFrom,
    int TrainingFirst,
    int TrainingEnd,
    WhitenedComponents Components,
    double[] Centres,
    double Spread,
    RegimeLabel[] Labels,
    int[] Counts,
    double[] Volatility,
    double[] MeanReturn)
{
    /// <summary>Price of a change of prototype in the training path.</summary>
    private const double JumpPenalty = 5;

    /// <summary>Share of the mean input variance added to a component's before it is divided by: the weights of the window keep their say.</summary>
    private const double Shrinkage = 10;

    /// <summary>One session is never taken for more than e^8 to 1.</summary>
    private const double LeastLogLikelihood = -8;

    /// <summary>Fits on the rows <paramref name="first"/> … <paramref name="end"/> − 1.</summary>
    internal static RegimeFit Of(Panel windows, Moments moments, double[] logReturn, int servesFrom, int first, int end, RegimeOptions options, string date)
    {
        var components = WhitenedComponents.Fit(moments, options.Dimensions, Shrinkage);
        var d = components.Dimensions;
        var rows = new double[(end - first) * d];
        for (var t = first; t < end; t++)
            components.Apply(windows.Row(t), rows.AsSpan((t - first) * d, d));
        var stream = new RandomStream("regime prototypes", FormattableString.Invariant($"{options.Seed}"), date);
        var prototypes = JumpPath.Refine(rows, d, KMeans.Fit(rows, d, options.Clusters, options.Starts, stream), JumpPenalty);

        var (counts, volatility, mean) = Describe(prototypes, logReturn, first, options.Clusters);
        return new RegimeFit(
            servesFrom, first, end, components, prototypes.Centres, prototypes.Inertia / (end - first), LabelsOf(volatility, mean), counts, volatility, mean);
    }

    /// <summary>ln L of a window under each label, that of its nearest prototype; the best label is 0.</summary>
    internal void LogLikelihood(ReadOnlySpan<double> window, Span<double> embedding, Span<double> likelihood)
    {
        Components.Apply(window, embedding);
        likelihood.Fill(double.NegativeInfinity);
        var d = Components.Dimensions;
        var highest = double.NegativeInfinity;
        for (var k = 0; k < Labels.Length; k++)
        {
            var value = -KMeans.SquaredDistance(embedding, Centres.AsSpan(k * d, d)) / Spread;
            likelihood[(int)Labels[k]] = Math.Max(likelihood[(int)Labels[k]], value);
            highest = Math.Max(highest, value);
        }

        foreach (ref var value in likelihood)
            value = Math.Max(value - highest, LeastLogLikelihood);
    }

    private static (int[] Counts, double[] Volatility, double[] Mean) Describe(KMeans prototypes, double[] logReturn, int first, int clusters)
    {
        var (counts, squares, sums) = (new int[clusters], new double[clusters], new double[clusters]);
        for (var r = 0; r < prototypes.Assigned.Length; r++)
        {
            var (k, value) = (prototypes.Assigned[r], logReturn[first + r]);
            counts[k]++;
            if (double.IsNaN(value))
                continue;
            squares[k] += value * value;
            sums[k] += value;
        }

        for (var k = 0; k < clusters; k++)
        {
            squares[k] = counts[k] == 0 ? 0 : Math.Sqrt(IndexMeasures.SessionsPerYear * squares[k] / counts[k]);
            sums[k] = counts[k] == 0 ? 0 : IndexMeasures.SessionsPerYear * sums[k] / counts[k];
        }

        return (counts, squares, sums);
    }

    /// <summary>
    /// The label of a prototype from the rank and level of its volatility and the sign of its mean return. CRISIS: the most volatile one where it
    /// loses and passes 20 %, or any from 30 %; RISK_OFF: the two most volatile from 15 %, or any from 20 %; CARRY: the calmest, or any up to 12 %,
    /// where it gains; NEUTRAL: the rest. Ranks alone would find a crisis in every calm decade, levels alone would lose one in a calm market.
    /// </summary>
    public static RegimeLabel[] LabelsOf(double[] volatility, double[] mean)
    {
        var order = Enumerable.Range(0, volatility.Length).OrderBy(k => volatility[k]).ThenBy(k => k).ToArray();
        var labels = new RegimeLabel[volatility.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            var k = order[rank];
            var fromTop = order.Length - 1 - rank;
            if ((fromTop == 0 && mean[k] < 0 && volatility[k] >= 0.20) || volatility[k] >= RegimePrior.CrisisVolatility)
                labels[k] = RegimeLabel.Crisis;
            else if ((fromTop <= 1 && volatility[k] >= 0.15) || volatility[k] >= RegimePrior.RiskOffVolatility)
                labels[k] = RegimeLabel.RiskOff;
            else if (mean[k] > 0 && (rank == 0 || volatility[k] <= RegimePrior.CarryVolatility))
                labels[k] = RegimeLabel.Carry;
            else
                labels[k] = RegimeLabel.Neutral;
        }

        return labels;
    }
}
