using Prometheus.Core.Numerics;

namespace Prometheus.States.Regimes;

/// <summary>One step of the forward recursion of a hidden Markov chain: P(s_t | y_1 … y_t), never a later observation.</summary>
public static class ForwardFilter
{
    /// <summary>p ← p·P, the belief before the next observation.</summary>
    /// <param name="belief">Probabilities of the states, replaced.</param>
    /// <param name="transition">[states × states], row-major, rows summing to 1.</param>
    public static void Predict(Span<double> belief, ReadOnlySpan<double> transition)
    {
        var states = belief.Length;
        Span<double> next = stackalloc double[states];
        next.Clear();
        for (var i = 0; i < states; i++)
        {
            for (var j = 0; j < states; j++)
                next[j] += belief[i] * transition[(i * states) + j];
        }

        next.CopyTo(belief);
    }

    /// <summary>p_k ← p_k·L_k / Σ p·L. Returns ln Σ p·L, the observation's part of the log-likelihood.</summary>
    /// <param name="belief">Probabilities before the observation, replaced by those after it.</param>
    /// <param name="logLikelihood">ln L_k of the observation in each state; at least one finite.</param>
    public static double Update(Span<double> belief, ReadOnlySpan<double> logLikelihood)
    {
        var highest = double.NegativeInfinity;
        foreach (var value in logLikelihood)
            highest = Math.Max(highest, value);
        var sum = 0.0;
        for (var k = 0; k < belief.Length; k++)
        {
            belief[k] *= ScalarMath.Exp(logLikelihood[k] - highest);
            sum += belief[k];
        }

        foreach (ref var probability in belief)
            probability /= sum;
        return ScalarMath.Log(sum) + highest;
    }

    /// <summary>A transition matrix with <paramref name="diagonal"/> on it and the rest spread evenly.</summary>
    public static double[] Sticky(int states, double diagonal)
    {
        var matrix = new double[states * states];
        matrix.AsSpan().Fill((1 - diagonal) / (states - 1));
        for (var i = 0; i < states; i++)
            matrix[(i * states) + i] = diagonal;
        return matrix;
    }
}
