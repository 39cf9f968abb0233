namespace Prometheus.Portfolio.Construction.Covariance;

/// <summary>
/// The volatility of a book, σ_p = √(wᵀΣw), and what each name adds to it, c_i = w_i·(Σw)_i / σ_p. By Euler's theorem the parts sum to the
/// whole.
/// </summary>
/// <param name="Volatility">σ_p, in the units of Σ's square root.</param>
/// <param name="Contributions">c_i; all 0 where the book has no volatility.</param>
public readonly record struct EulerRisk(double Volatility, double[] Contributions)
{
    /// <param name="weights">w.</param>
    /// <param name="covarianceTimesWeights">Σw.</param>
    public static EulerRisk Decompose(ReadOnlySpan<double> weights, ReadOnlySpan<double> covarianceTimesWeights)
    {
        var contributions = new double[weights.Length];
        var variance = 0.0;
        for (var i = 0; i < contributions.Length; i++)
        {
            contributions[i] = weights[i] * covarianceTimesWeights[i];
            variance += contributions[i];
        }

        var volatility = variance > 0 ? Math.Sqrt(variance) : 0;
        foreach (ref var part in contributions.AsSpan())
            part = volatility > 0 ? part / volatility : 0;
        return new EulerRisk(volatility, contributions);
    }
}
