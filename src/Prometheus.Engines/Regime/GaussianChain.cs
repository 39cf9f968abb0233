using Prometheus.Core.Errors;
using Prometheus.Core.Numerics;

namespace Prometheus.Engines.Regime;

/// <summary>
/// A hidden Markov model with independent normal observations in each state (Hamilton 1989; EM as in Rabiner 1989, scaled recursions).
/// </summary>
/// <param name="Start">[states] probabilities before the first observation.</param>
/// <param name="Transition">[states × states], row-major.</param>
/// <param name="Means">[states × dimensions].</param>
/// <param name="Variances">[states × dimensions], &gt; 0.</param>
public sealed record GaussianChain(double[] Start, double[] Transition, double[] Means, double[] Variances)
{
    /// <summary>No state may shrink onto a few points.</summary>
    private const double LeastVariance = 1e-3;

    public int States => Start.Length;

    public int Dimensions => Means.Length / States;

    /// <summary>ln of the density of one observation in each state.</summary>
    public void LogDensity(ReadOnlySpan<double> row, Span<double> density)
    {
        for (var k = 0; k < States; k++)
        {
            var sum = 0.0;
            for (var i = 0; i < row.Length; i++)
            {
                var (variance, gap) = (Variances[(k * row.Length) + i], row[i] - Means[(k * row.Length) + i]);
                sum -= 0.5 * (ScalarMath.Log(2 * Math.PI * variance) + (gap * gap / variance));
            }

            density[k] = sum;
        }
    }

    /// <summary>P(s_t | y_1 … y_t) for every row [count × states], and the log-likelihood of all rows.</summary>
    public (double[] Filtered, double LogLikelihood) Filter(ReadOnlySpan<double> rows)
    {
        var count = rows.Length / Dimensions;
        var filtered = new double[count * States];
        var (belief, density) = (Start.ToArray(), new double[States]);
        var total = 0.0;
        for (var t = 0; t < count; t++)
        {
            if (t > 0)
                ForwardFilter.Predict(belief, Transition);
            LogDensity(rows.Slice(t * Dimensions, Dimensions), density);
            total += ForwardFilter.Update(belief, density);
            belief.CopyTo(filtered, t * States);
        }

        return (filtered, total);
    }

    /// <summary>P(s_t | y_1 … y_T): knows the future of every row but the last, and so serves a fit and nothing else.</summary>
    public double[] Smooth(ReadOnlySpan<double> rows)
    {
        var smoothed = Filter(rows).Filtered;
        var predicted = new double[States];
        for (var t = (smoothed.Length / States) - 2; t >= 0; t--)
        {
            var now = smoothed.AsSpan(t * States, States);
            now.CopyTo(predicted);
            ForwardFilter.Predict(predicted, Transition);
            var next = smoothed.AsSpan((t + 1) * States, States);
            for (var i = 0; i < States; i++)
            {
                var sum = 0.0;
                for (var j = 0; j < States; j++)
                    sum += predicted[j] > 0 ? Transition[(i * States) + j] * next[j] / predicted[j] : 0;
                now[i] *= sum;
            }
        }

        return smoothed;
    }

    /// <summary>Improves the parameters until the log-likelihood gains less than <paramref name="tolerance"/>; it never falls.</summary>
    /// <param name="rows">[count × dimensions] in the order of time, no NaN.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="mostSteps">Most rounds.</param>
    /// <param name="told">Receives the log-likelihood before each round, or null.</param>
    public static GaussianChain Fit(ReadOnlySpan<double> rows, GaussianChain start, int mostSteps, double tolerance, List<double>? told = null)
    {
        if (rows.Length < 2 * start.Dimensions)
            throw new ModelError($"a hidden chain needs at least two observations, found {rows.Length / start.Dimensions}");
        var chain = start;
        var before = double.NegativeInfinity;
        for (var step = 0; step < mostSteps; step++)
        {
            var logLikelihood = chain.Filter(rows).LogLikelihood;
            told?.Add(logLikelihood);
            if (logLikelihood - before < tolerance)
                return chain;
            before = logLikelihood;
            chain = chain.Improve(rows);
        }

        return chain;
    }

    /// <summary>One round of expectation and maximisation.</summary>
    private GaussianChain Improve(ReadOnlySpan<double> rows)
    {
        var (count, d, k) = (rows.Length / Dimensions, Dimensions, States);
        var filtered = Filter(rows).Filtered;
        var smoothed = Smooth(rows);
        var (weight, means, variances, moves) = (new double[k], new double[k * d], new double[k * d], new double[k * k]);
        for (var t = 0; t < count; t++)
        {
            for (var j = 0; j < k; j++)
            {
                var p = smoothed[(t * k) + j];
                weight[j] += p;
                for (var i = 0; i < d; i++)
                    means[(j * d) + i] += p * rows[(t * d) + i];
            }

            if (t + 1 < count)
                AddMoves(filtered.AsSpan(t * k, k), smoothed.AsSpan((t + 1) * k, k), moves);
        }

        for (var j = 0; j < k * d; j++)
            means[j] = weight[j / d] > 0 ? means[j] / weight[j / d] : Means[j];
        for (var t = 0; t < count; t++)
        {
            for (var j = 0; j < k * d; j++)
            {
                var gap = rows[(t * d) + (j % d)] - means[j];
                variances[j] += smoothed[(t * k) + (j / d)] * gap * gap;
            }
        }

        for (var j = 0; j < k * d; j++)
            variances[j] = Math.Max(LeastVariance, weight[j / d] > 0 ? variances[j] / weight[j / d] : Variances[j]);
        return new GaussianChain(smoothed[..k], Normalised(moves), means, variances);
    }

    private void AddMoves(ReadOnlySpan<double> now, ReadOnlySpan<double> nextSmoothed, double[] moves)
    {
        var predicted = now.ToArray();
        ForwardFilter.Predict(predicted, Transition);
        for (var i = 0; i < States; i++)
        {
            for (var j = 0; j < States; j++)
                moves[(i * States) + j] += predicted[j] > 0 ? now[i] * Transition[(i * States) + j] * nextSmoothed[j] / predicted[j] : 0;
        }
    }

    private double[] Normalised(double[] moves)
    {
        var transition = new double[moves.Length];
        for (var i = 0; i < States; i++)
        {
            var total = 0.0;
            for (var j = 0; j < States; j++)
                total += moves[(i * States) + j];
            for (var j = 0; j < States; j++)
                transition[(i * States) + j] = total > 0 ? moves[(i * States) + j] / total : Transition[(i * States) + j];
        }

        return transition;
    }
}
