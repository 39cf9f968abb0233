using Prometheus.Core.Numerics;

namespace Prometheus.States.Regimes;

/// <summary>
/// States of a hidden Markov chain with normal emissions, features independent within a state. Each feature's log-density is multiplied by its
/// evidence weight: a window of n sessions repeats itself for about n sessions, so it says 1/n of its density a session (a composite likelihood).
/// NaN rule: an unobserved feature says nothing.
/// </summary>
public sealed class GaussianChain
{
    private readonly double[] _logVariances;

    /// <param name="states">Number of states.</param>
    /// <param name="evidence">[features] weights.</param>
    /// <param name="means">[states × features].</param>
    /// <param name="variances">[states × features].</param>
    /// <param name="transition">[states × states], rows summing to 1.</param>
    public GaussianChain(int states, double[] evidence, double[] means, double[] variances, double[] transition)
    {
        (States, Evidence, Means, Variances, Transition) = (states, evidence, means, variances, transition);
        _logVariances = Array.ConvertAll(variances, ScalarMath.Log);
    }

    public int States { get; }

    public int Features => Evidence.Length;

    public double[] Evidence { get; }

    public double[] Means { get; }

    public double[] Variances { get; }

    public double[] Transition { get; }

    /// <summary>ln of the weighted density of one row in every state, without the constant of the normal law.</summary>
    public void LogLikelihood(ReadOnlySpan<double> row, Span<double> likelihood)
    {
        for (var k = 0; k < States; k++)
        {
            var means = Means.AsSpan(k * Features, row.Length);
            var variances = Variances.AsSpan(k * Features, row.Length);
            var logs = _logVariances.AsSpan(k * Features, row.Length);
            var sum = 0.0;
            for (var i = 0; i < row.Length; i++)
            {
                var deviation = row[i] - means[i];
                sum += double.IsNaN(deviation) ? 0 : Evidence[i] * ((deviation * deviation / variances[i]) + logs[i]);
            }

            likelihood[k] = -0.5 * sum;
        }
    }
}
