namespace Prometheus.States.Regimes;

/// <summary>Algebra of small transition matrices, row-major, rows summing to 1.</summary>
public static class MarkovChain
{
    /// <summary>P^h.</summary>
    public static double[] Power(ReadOnlySpan<double> matrix, int states, int steps)
    {
        var result = new double[states * states];
        for (var i = 0; i < states; i++)
            result[(i * states) + i] = 1;
        for (var step = 0; step < steps; step++)
            result = Times(result, matrix, states);
        return result;
    }

    /// <summary>
    /// Probability, from each state, of being in a marked state on any step 0 … h: 1 − Q^h·1 over the unmarked states, 1 from a marked one.
    /// </summary>
    public static double[] HitWithin(ReadOnlySpan<double> matrix, ReadOnlySpan<bool> marked, int steps)
    {
        var states = marked.Length;
        var safe = new double[states];
        for (var i = 0; i < states; i++)
            safe[i] = marked[i] ? 0 : 1;
        for (var step = 0; step < steps; step++)
        {
            var next = new double[states];
            for (var i = 0; i < states; i++)
            {
                for (var j = 0; j < states && !marked[i]; j++)
                    next[i] += matrix[(i * states) + j] * safe[j];
            }

            safe = next;
        }

        return Array.ConvertAll(safe, s => 1 - s);
    }

    private static double[] Times(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int states)
    {
        var product = new double[states * states];
        for (var i = 0; i < states; i++)
        {
            for (var j = 0; j < states; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < states; k++)
                    sum += left[(i * states) + k] * right[(k * states) + j];
                product[(i * states) + j] = sum;
            }
        }

        return product;
    }
}
