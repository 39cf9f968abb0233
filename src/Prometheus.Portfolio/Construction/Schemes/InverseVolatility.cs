namespace Prometheus.Portfolio.Construction.Schemes;

/// <summary>w ∝ 1/σ: equal risk contributions if all correlations were equal.</summary>
public static class InverseVolatility
{
    /// <param name="volatilities">σ; NaN or not positive receives nothing.</param>
    /// <returns>Weights that sum to 1, or all 0 where no name has a volatility.</returns>
    public static double[] Weights(ReadOnlySpan<double> volatilities)
    {
        var weights = new double[volatilities.Length];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = volatilities[i] > 0 ? 1 / volatilities[i] : 0;
            sum += weights[i];
        }

        foreach (ref var weight in weights.AsSpan())
            weight = sum > 0 ? weight / sum : 0;
        return weights;
    }
}
